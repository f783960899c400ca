/** What lists are narrowed to, kept in the query of the address and carried from page to page. */
import { router } from './router.svelte';

/** The words that all lists share. */
export const SHARED = ['from', 'to', 'party', 'kind', 'status', 'source'] as const;
export type FilterWord = (typeof SHARED)[number] | 'q' | 'undated' | 'others' | 'rejected';

export type Narrowed = Partial<Record<'from' | 'to' | 'party' | 'kind' | 'status' | 'source' | 'q', string>> & {
  undated?: boolean;
  others?: boolean;
  rejected?: boolean;
};

class Filters {
  /** As the API takes it. */
  get asked(): Narrowed {
    const asked: Narrowed = {};
    for (const name of [...SHARED, 'q'] as const) {
      const value = router.word(name);
      if (value) {
        asked[name] = value;
      }
    }
    for (const name of ['undated', 'others', 'rejected'] as const) {
      if (router.word(name)) {
        asked[name] = true;
      }
    }
    return asked;
  }

  /** Only some of the words, for lists that take no more. */
  only<const Name extends FilterWord>(...names: Name[]): Partial<Pick<Narrowed, Name>> {
    const asked = this.asked;
    return Object.fromEntries(names.filter((name) => asked[name]).map((name) => [name, asked[name]])) as Partial<
      Pick<Narrowed, Name>
    >;
  }

  /** Words between commas. */
  words(name: 'party' | 'kind' | 'status'): string[] {
    return router.word(name).split(',').filter(Boolean);
  }

  set(name: FilterWord, value: string): void {
    router.change({ [name]: value });
  }

  clear(): void {
    router.change(Object.fromEntries([...SHARED, 'q', 'undated', 'others', 'rejected'].map((name) => [name, null])));
  }

  get any(): boolean {
    return Object.keys(this.asked).length > 0;
  }

  /** A path of the workplace that keeps the filters. */
  keep(path: string): string {
    const kept = new URLSearchParams();
    for (const name of SHARED) {
      const value = router.word(name);
      if (value) {
        kept.set(name, value);
      }
    }
    const text = kept.toString();
    return text ? `${path}?${text}` : path;
  }
}

export const filters = new Filters();
