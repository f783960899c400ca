/** A list that is read part by part: the first with the question, further ones when somebody wants them. */
import { Resource } from './resource.svelte';

export interface Part {
  items: unknown[];
  next?: string | null | undefined;
}

export class Pages<P extends Part> {
  /** The first part, with all that the answer says beside its items. */
  readonly first: Resource<P>;
  /** Being asked for more. */
  busy = $state(false);

  /** What follows the first part; forgotten when the question or the record changes. */
  #more = $state.raw<{ of: P; items: P['items']; next: string | null } | null>(null);
  readonly #ask: (cursor: string | undefined, signal?: AbortSignal) => Promise<P> | null;

  constructor(ask: (cursor: string | undefined, signal?: AbortSignal) => Promise<P> | null) {
    this.#ask = ask;
    this.first = new Resource((signal) => ask(undefined, signal));
  }

  get #rest() {
    return this.#more && this.#more.of === this.first.data ? this.#more : null;
  }

  /** Everything that was read so far. */
  get items(): P['items'] {
    const rest = this.#rest;
    const first = this.first.data?.items ?? [];
    return rest ? [...first, ...rest.items] : first;
  }

  /** Whether more can be read. */
  get more(): boolean {
    const rest = this.#rest;
    return Boolean(rest ? rest.next : this.first.data?.next);
  }

  /** Reads the next part. */
  async load(): Promise<void> {
    const of = this.first.data;
    const rest = this.#rest;
    const next = rest ? rest.next : of?.next;
    if (!of || !next || this.busy) {
      return;
    }
    this.busy = true;
    try {
      const part = await this.#ask(next);
      if (part) {
        this.#more = { of, items: [...(rest?.items ?? []), ...part.items], next: part.next ?? null };
      }
    } finally {
      this.busy = false;
    }
  }
}
