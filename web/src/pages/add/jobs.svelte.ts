/** Sources on their way in: sent a few at a time, followed on the live stream, and kept while pages change. */
import { addressOf, ApiError, sendBytes, write } from '../../api/client';
import { live } from '../../api/live.svelte';
import type { Taken } from '../../api/types';

export type Stage = 'queued' | 'sending' | 'waiting' | 'fetching' | 'reading' | 'writing' | 'added' | 'known' | 'refused' | 'failed';

export interface Job {
  job: string;
  name: string;
  stage: Stage;
  /** Why it was refused or failed. */
  reason: string | null;
  /** Its id, once it is in. */
  id: string | null;
  documents: number;
}

interface Task {
  job: Job;
  send: () => Promise<Taken>;
}

const AT_ONCE = 2;
const DONE: readonly Stage[] = ['added', 'known', 'refused', 'failed'];

class Jobs {
  all = $state<Job[]>([]);
  #waiting: Task[] = [];
  #running = 0;
  #listening = false;

  get open(): number {
    return this.all.filter((job) => !DONE.includes(job.stage)).length;
  }

  get settled(): boolean {
    return this.open === 0;
  }

  file(file: File, published: string): void {
    const path = file.webkitRelativePath || file.name;
    this.bytes(path, file, published);
  }

  text(title: string, text: string, published: string): void {
    const heading = title.trim();
    const name = heading ? `${heading.replaceAll(/[\\/\n\r]+/g, ' ').slice(0, 120)}.txt` : 'pasted.txt';
    this.bytes(name, new Blob([heading ? `${heading}\n\n${text}` : text]), published);
  }

  bytes(name: string, body: Blob, published: string): void {
    const job = this.#new(name);
    this.#queue(job, () =>
      sendBytes<Taken>(addressOf('/api/v1/sources', {}, { name, published: published.trim(), job: job.job }), body),
    );
  }

  address(url: string, published: string): void {
    const job = this.#new(url);
    this.#queue(job, () =>
      write<Taken>('POST', '/api/v1/sources/address', { url, published: published.trim() || null, lang: null, job: job.job }),
    );
  }

  clear(): void {
    this.all = this.all.filter((job) => !DONE.includes(job.stage));
  }

  #new(name: string): Job {
    this.#listen();
    const job = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    this.all.push({ job, name, stage: 'queued', reason: null, id: null, documents: 0 });
    return this.all.at(-1) as Job;
  }

  #queue(job: Job, send: () => Promise<Taken>): void {
    this.#waiting.push({ job, send });
    this.#next();
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const task = this.#waiting.shift();
      if (!task) {
        return;
      }
      this.#running += 1;
      void this.#run(task).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #run({ job, send }: Task): Promise<void> {
    job.stage = 'sending';
    try {
      const taken = await send();
      job.stage = taken.outcome === 'known' ? 'known' : 'added';
      job.id = taken.id;
      job.documents = taken.documents;
    } catch (cause) {
      const refused = cause instanceof ApiError && (cause.status === 422 || cause.status === 413);
      job.stage = refused ? 'refused' : 'failed';
      job.reason = cause instanceof ApiError && cause.unreachable ? null : cause instanceof Error ? cause.message : String(cause);
    }
  }

  #listen(): void {
    if (this.#listening) {
      return;
    }
    this.#listening = true;
    live.onSource((news) => {
      const job = this.all.find((known) => known.job === news.job);
      // The answer itself says how it ended.
      if (job && !DONE.includes(job.stage) && !DONE.includes(news.stage)) {
        job.stage = news.stage;
      }
    });
  }
}

export const jobs = new Jobs();
