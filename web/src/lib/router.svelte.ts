/** Addresses: every view can be shared, and filters stay in the query. */
import { tick } from 'svelte';

class Router {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));

  start(): () => void {
    const back = () => this.#read();
    window.addEventListener('popstate', back);
    document.addEventListener('click', this.#follow);
    return () => {
      window.removeEventListener('popstate', back);
      document.removeEventListener('click', this.#follow);
    };
  }

  /** Goes to an address of the workplace. */
  go(address: string, replace = false): void {
    const before = this.path;
    if (replace) {
      history.replaceState(null, '', address);
    } else if (address !== location.pathname + location.search) {
      history.pushState(null, '', address);
    }
    this.#read();
    if (this.path !== before) {
      this.#arrive();
    }
  }

  /** The same page with some words of the query changed; empty ones are taken out. */
  change(words: Record<string, string | number | null | undefined>, replace = true): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(words)) {
      if (value === null || value === undefined || value === '') {
        query.delete(name);
      } else {
        query.set(name, String(value));
      }
    }
    const text = query.toString();
    this.go(text ? `${this.path}?${text}` : this.path, replace);
  }

  /** A word of the query; empty where it is not there. */
  word(name: string): string {
    return this.query.get(name) ?? '';
  }

  #read(): void {
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  /** A new page begins at its top, and screen readers are told by the focus on its heading. */
  async #arrive(): Promise<void> {
    await tick();
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }

  #follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const ours = link && link.origin === location.origin && !link.target && !link.hasAttribute('download');
    if (!ours || link.pathname.startsWith('/api/')) {
      return;
    }
    if (link.hash && link.pathname === location.pathname && link.search === location.search) {
      return;
    }
    event.preventDefault();
    this.go(link.pathname + link.search);
  };
}

export const router = new Router();
