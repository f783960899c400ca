/** What a page reads from the API: asked again when the question or the record changes. */
import { untrack } from 'svelte';

import { type Answer, ApiError, type Asked, type GetPath, get } from './client';
import { live } from './live.svelte';

export class Resource<T> {
  /** The answer; while it is asked for again the earlier one stays. */
  data = $state.raw<T | undefined>(undefined);
  error = $state.raw<ApiError | undefined>(undefined);
  /** Being asked for. */
  busy = $state(true);

  #again: () => void = () => {};

  constructor(ask: (signal: AbortSignal) => Promise<T> | null) {
    let turn = $state(0);
    this.#again = () => (turn += 1);
    $effect(() => {
      void turn;
      void live.revision;
      const stop = new AbortController();
      const asked = ask(stop.signal);
      untrack(() => this.#follow(asked, stop.signal));
      return () => stop.abort();
    });
  }

  /** Asks again. */
  reload(): void {
    this.#again();
  }

  #follow(asked: Promise<T> | null, signal: AbortSignal): void {
    if (!asked) {
      this.data = undefined;
      this.error = undefined;
      this.busy = false;
      return;
    }
    this.busy = true;
    asked.then(
      (data) => {
        if (!signal.aborted) {
          this.data = data;
          this.error = undefined;
          this.busy = false;
        }
      },
      (cause: unknown) => {
        if (signal.aborted) {
          return;
        }
        this.busy = false;
        this.error =
          cause instanceof ApiError
            ? cause
            : new ApiError({ type: 'failed', title: 'failed', status: 0, detail: String(cause) }, 0);
      },
    );
  }
}

/**
 * Reads a path; call it while a component is made. `asked` may read state: a change asks again. `null` asks nothing.
 */
export function resource<P extends GetPath>(path: P, asked: () => Asked<P> | null = () => ({})): Resource<Answer<P>> {
  // Only another question asks again, not every change of what the question is made from.
  const question = $derived(JSON.stringify(asked()));
  return new Resource((signal) => {
    const now = JSON.parse(question) as Asked<P> | null;
    return now && get(path, now, signal);
  });
}
