/** What happens now: the record changed, sources are on their way in. */
import type { Live } from './types';

type SourceNews = Extract<Live, { what: 'source' }>;

class LiveStream {
  /** Goes up whenever the record may have changed; what is read from it is asked for again. */
  revision = $state(0);
  /** Whether the stream is there. */
  connected = $state(true);
  /** The last thing that was ruled on, here or by somebody else. */
  lastId = $state<string | null>(null);

  #stream: EventSource | null = null;
  #listeners = new Set<(news: SourceNews) => void>();
  #lost = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    if (this.#stream) {
      return;
    }
    const stream = new EventSource('/api/v1/live');
    this.#stream = stream;
    stream.onopen = () => {
      this.connected = true;
      if (this.#lost) {
        this.#lost = false;
        this.bump();
      }
    };
    stream.onerror = () => {
      this.#lost = true;
      this.connected = false;
      // A stream that the server refused is not tried again by the browser.
      if (stream.readyState === EventSource.CLOSED) {
        this.#stream = null;
        setTimeout(() => this.start(), 5000);
      }
    };
    stream.onmessage = (message: MessageEvent<string>) => this.#hear(message.data);
  }

  /** Asks for everything again; many changes within a moment are one. */
  bump(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.revision += 1), 120);
  }

  /** Tells of sources on their way; returns how to stop listening. */
  onSource(listener: (news: SourceNews) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #hear(data: string): void {
    let news: Live;
    try {
      news = JSON.parse(data) as Live;
    } catch {
      return;
    }
    if (news.what === 'record') {
      this.lastId = news.id ?? null;
      this.bump();
    } else if (news.what === 'missed') {
      // Too much happened at once: what is shown may be old.
      this.bump();
    } else {
      for (const listener of this.#listeners) {
        listener(news);
      }
    }
  }
}

export const live = new LiveStream();
