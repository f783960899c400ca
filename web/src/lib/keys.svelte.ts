/** The keys: a page says which it answers to, and `?` shows all of them. */
import { stored } from './stored';

export interface Key {
  /** As `KeyboardEvent.key` has it; two keys after each other with a space between: `g t`. */
  key: string;
  /** The message that says what it does. */
  says: string;
  /** Values of the message. */
  values?: Record<string, string>;
  act: () => void;
}

class Keys {
  /** Whether letters alone do something (WCAG 2.1.4: it can be turned off). */
  on = $state(stored.get('keys') !== 'off');
  help = $state(false);
  #layers = $state.raw<{ heading: string; keys: Key[] }[]>([]);
  #first = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  get layers(): { heading: string; keys: Key[] }[] {
    return this.#layers;
  }

  turn(on: boolean): void {
    this.on = on;
    stored.set('keys', on ? 'on' : 'off');
  }

  /** Adds keys while a component lives: `$effect(() => keys.add(...))`. The latest layer wins. */
  add(heading: string, keys: Key[]): () => void {
    const layer = { heading, keys };
    queueMicrotask(() => (this.#layers = [...this.#layers, layer]));
    return () => queueMicrotask(() => (this.#layers = this.#layers.filter((known) => known !== layer)));
  }

  hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    if (!this.on && event.key !== '?') {
      return;
    }
    if (document.querySelector('dialog[open]')) {
      return;
    }
    const key = letterOf(event);
    const both = this.#first ? `${this.#first} ${key}` : key;
    clearTimeout(this.#timer);
    this.#first = '';
    const layers = [...this.#layers].reverse();
    const found = layers.flatMap((layer) => layer.keys).find((known) => known.key === both);
    if (found) {
      event.preventDefault();
      found.act();
    } else if (layers.some((layer) => layer.keys.some((known) => known.key.startsWith(`${key} `)))) {
      this.#first = key;
      this.#timer = setTimeout(() => (this.#first = ''), 1200);
    }
  };
}

/** The key by its place where another script is switched on, so that the keys work on every layout. */
function letterOf(event: KeyboardEvent): string {
  const latin = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (latin && event.key.length === 1 && event.key.charCodeAt(0) > 127) {
    return event.shiftKey ? latin : latin.toLowerCase();
  }
  return event.key;
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

export const keys = new Keys();
