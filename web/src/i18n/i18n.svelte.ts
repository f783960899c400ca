/** The language of the interface: Fluent messages, numbers and dates by locale, names of states. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';

import { get } from '../api/client';
import { stored } from '../lib/stored';

export const LANGUAGES = ['en', 'ru', 'ko'] as const;
export type InterfaceLanguage = (typeof LANGUAGES)[number];

/** A language by its own name. */
export const OWN_NAMES: Record<InterfaceLanguage, string> = { en: 'English', ru: 'Русский', ko: '한국어' };

/** English dates stand as in the documents: day, month, year. */
const LOCALES: Record<InterfaceLanguage, string> = { en: 'en-GB', ru: 'ru', ko: 'ko' };

/** Each language is a chunk of its own; English is loaded beside another one for what that one lacks. */
const PACKS: Record<InterfaceLanguage, () => Promise<{ default: string[] }>> = {
  en: () => import('./en'),
  ru: () => import('./ru'),
  ko: () => import('./ko'),
};

export type Arguments = Record<string, FluentVariable>;

class I18n {
  language = $state<InterfaceLanguage>('en');
  #bundle = $state.raw<FluentBundle | null>(null);
  #fallback: FluentBundle | null = null;
  #parties = $state.raw<Record<string, string>>({});
  /** By name; sorting them takes a while. */
  readonly #sorted = $derived.by(() => {
    const order = new Intl.Collator(this.locale);
    return Object.entries(this.#parties).sort((left, right) => order.compare(left[1], right[1]));
  });

  /** The locale for `Intl`. */
  get locale(): string {
    return LOCALES[this.language];
  }

  async start(): Promise<void> {
    const asked = stored.get('language') ?? navigator.languages.map((name) => name.slice(0, 2)).find(isKnown);
    await this.choose(isKnown(asked) ? asked : 'en', false);
  }

  async choose(language: InterfaceLanguage, keep = true): Promise<void> {
    if (language !== 'en' && !this.#fallback) {
      this.#fallback = await bundleOf('en');
    }
    this.#bundle = await bundleOf(language);
    this.language = language;
    document.documentElement.lang = language;
    if (keep) {
      stored.set('language', language);
    }
  }

  /** Names of states and bodies in the chosen language. */
  async loadParties(): Promise<void> {
    const { names } = await get('/api/v1/parties', { query: { lang: this.language } });
    this.#parties = names;
  }

  /** The name of a state or body; its code where the name is not known. */
  party(code: string): string {
    return this.#parties[code] ?? code;
  }

  /** Codes and names, by name. */
  get parties(): [string, string][] {
    return this.#sorted;
  }

  /** The message of this id. */
  t(id: string, values: Arguments = {}): string {
    return this.find(id, values) ?? id;
  }

  /** The message of this id, if there is one. */
  find(id: string, values: Arguments = {}): string | undefined {
    for (const bundle of [this.#bundle, this.#fallback]) {
      const pattern = bundle?.getMessage(id)?.value;
      if (bundle && pattern) {
        return bundle.formatPattern(pattern, values, []);
      }
    }
    return undefined;
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return kept(`number ${this.locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(this.locale, options)).format(value);
  }

  /** A moment of the log: day and time of the reader's own clock. */
  moment(iso: string): string {
    const moment = new Date(iso);
    return Number.isNaN(moment.getTime())
      ? iso
      : kept(`moment ${this.locale}`, () => new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short' })).format(moment);
  }

  /** "A, B and C". */
  list(words: readonly string[]): string {
    return new Intl.ListFormat(this.locale, { type: 'conjunction' }).format(words);
  }

  /** The name of a language. */
  languageName(code: string): string {
    try {
      return kept(`languages ${this.locale}`, () => new Intl.DisplayNames(this.locale, { type: 'language' })).of(code) ?? code;
    } catch {
      return code;
    }
  }
}

const formatters = new Map<string, unknown>();

/** A formatter that was made before, or a new one: making them takes longer than using them. */
export function kept<T>(name: string, make: () => T): T {
  const known = formatters.get(name) as T | undefined;
  const formatter = known ?? make();
  if (!known) {
    formatters.set(name, formatter);
  }
  return formatter;
}

async function bundleOf(language: InterfaceLanguage): Promise<FluentBundle> {
  // Without the marks around values that would keep texts from being compared and copied cleanly.
  const bundle = new FluentBundle(LOCALES[language], { useIsolating: false });
  const { default: texts } = await PACKS[language]();
  for (const text of texts) {
    bundle.addResource(new FluentResource(text));
  }
  return bundle;
}

function isKnown(name: string | null | undefined): name is InterfaceLanguage {
  return LANGUAGES.some((known) => known === name);
}

export const i18n = new I18n();

/** The message of this id, in the chosen language. */
export const t = (id: string, values?: Arguments): string => i18n.t(id, values);
