/** Rulings on their way: shown as "saving" until the server says that they are written, and never as saved before. */
import { ApiError, get, write } from '../api/client';
import { live } from '../api/live.svelte';
import type { Decided, LogView, NewDecision, Ruling, Session } from '../api/types';
import { stored } from '../lib/stored';

export type RulingState = 'saving' | 'saved' | 'failed' | 'changed' | 'undoing' | 'undone';

/** One ruling of this visit. */
export interface Sent {
  number: number;
  id: string;
  /** The thing in words. */
  title: string;
  ruling: Ruling;
  note: string;
  state: RulingState;
  /** `d3`, once it is written. */
  decision: string | null;
  /** Why it was not written. */
  problem: string | null;
  version: string | undefined;
}

/** A ruling that was under way when the page was left. */
interface Unsure {
  id: string;
  title: string;
  ruling: Ruling;
  by: string;
}

const UNSURE = 'entente.unsure';

class Review {
  session = $state.raw<Session | null>(null);
  /** Who rules, as it will stand in the log. */
  by = $state(stored.get('by') ?? '');
  /** The rulings of this visit, the latest last. */
  sent = $state<Sent[]>([]);
  /** Asks for the reviewer's name; the promise ends with it, or with nothing. */
  asking = $state.raw<((name: string | null) => void) | null>(null);
  #count = 0;

  get mayWrite(): boolean {
    return this.session?.role === 'editor';
  }

  get saving(): boolean {
    return this.sent.some((ruling) => ruling.state === 'saving' || ruling.state === 'undoing');
  }

  /** The latest ruling of this visit about a thing. */
  of(id: string): Sent | undefined {
    return this.sent.findLast((ruling) => ruling.id === id);
  }

  name(by: string): void {
    this.by = by.trim();
    stored.set('by', this.by);
  }

  /** Rules on a thing; `version` is the one that was looked at. */
  async rule(id: string, title: string, ruling: Ruling, note = '', version?: string): Promise<Sent | null> {
    if (!(await this.#named())) {
      return null;
    }
    this.#count += 1;
    const number = this.#count;
    this.sent.push({ number, id, title, ruling, note, state: 'saving', decision: null, problem: null, version });
    await this.#send(number);
    return this.#at(number) ?? null;
  }

  /** Sends one again that failed. */
  async again(number: number): Promise<void> {
    const ruling = this.#at(number);
    if (ruling && ruling.state === 'failed') {
      ruling.state = 'saving';
      ruling.problem = null;
      await this.#send(number);
    }
  }

  /** Undoes a decision of the log. */
  async undo(decision: string, note = ''): Promise<boolean> {
    if (!(await this.#named())) {
      return false;
    }
    const mine = this.sent.find((ruling) => ruling.decision === decision);
    if (mine) {
      mine.state = 'undoing';
    }
    try {
      await write<Decided>('POST', `/api/v1/decisions/${decision}/undo`, { by: this.by, note: note || null });
      if (mine) {
        mine.state = 'undone';
      }
      live.bump();
      return true;
    } catch (cause) {
      if (mine) {
        mine.state = 'saved';
        mine.problem = cause instanceof Error ? cause.message : String(cause);
      }
      return false;
    }
  }

  /** Undoes the latest ruling of this visit that stands. */
  async undoLast(): Promise<void> {
    const last = this.sent.findLast((ruling) => ruling.state === 'saved');
    if (last?.decision) {
      await this.undo(last.decision);
    }
  }

  forget(number: number): void {
    this.sent = this.sent.filter((ruling) => ruling.number !== number);
  }

  /** After a reload in the middle of a save: looks into the history of the thing whether it was written, and says so. */
  async recover(): Promise<void> {
    const unsure = takeUnsure();
    if (unsure.length === 0) {
      return;
    }
    // The request may still be on its way.
    await new Promise((done) => setTimeout(done, 600));
    for (const { id, title, ruling, by } of unsure) {
      const decision = await this.#written(id, ruling, by);
      this.#count += 1;
      this.sent.push({
        number: this.#count,
        id,
        title,
        ruling,
        note: '',
        state: decision ? 'saved' : 'failed',
        decision,
        problem: decision ? null : 'left',
        version: undefined,
      });
    }
  }

  /** The decision of what was ruled about a thing that is this one, if it was written. */
  async #written(id: string, ruling: Ruling, by: string): Promise<string | null> {
    const { history } = await get('/api/v1/items/{id}', { path: { id } });
    const same = (line: LogView) =>
      line.by === by && !line.undone && line.ruling.ruling === ruling.ruling && holds(line.ruling, ruling);
    return history.findLast(same)?.id ?? null;
  }

  #at(number: number): Sent | undefined {
    return this.sent.find((ruling) => ruling.number === number);
  }

  async #named(): Promise<boolean> {
    if (this.by) {
      return true;
    }
    const name = await new Promise<string | null>((done) => (this.asking = done));
    this.asking = null;
    if (name) {
      this.name(name);
    }
    return this.by !== '';
  }

  async #send(number: number): Promise<void> {
    const asked = this.#at(number);
    if (!asked) {
      return;
    }
    const { id, title, ruling, note } = asked;
    keepUnsure({ id, title, ruling, by: this.by });
    try {
      const version = asked.version ?? (await get('/api/v1/items/{id}', { path: { id } })).version;
      const body: NewDecision = { id, by: this.by, note: note.trim() || null, ...ruling };
      const written = await write<Decided>('POST', '/api/v1/decisions', body, { 'If-Match': `"${version}"` });
      this.#settle(number, { state: 'saved', decision: written.decision });
      live.bump();
    } catch (cause) {
      const changed = cause instanceof ApiError && cause.changedMeanwhile;
      const problem = cause instanceof ApiError && cause.unreachable ? 'unreachable' : String((cause as Error).message);
      this.#settle(number, { state: changed ? 'changed' : 'failed', problem });
      if (changed) {
        live.bump();
      }
    } finally {
      // A page that is being left breaks its requests off: what became of this one is for the next page to find out.
      if (!leaving) {
        dropUnsure(id);
      }
    }
  }

  #settle(number: number, outcome: Partial<Sent>): void {
    const ruling = this.#at(number);
    if (ruling) {
      Object.assign(ruling, outcome);
    }
  }
}

/** Whether what was ruled is what was asked for; the log writes sources and ids in its own way. */
function holds(written: LogView['ruling'], asked: Ruling): boolean {
  switch (asked.ruling) {
    case 'correct':
      return written.ruling === 'correct' && written.field === asked.field && written.value === asked.value;
    case 'resolve':
      return written.ruling === 'resolve' && written.outcome === asked.outcome;
    default:
      return written.ruling === asked.ruling;
  }
}

function readUnsure(): Unsure[] {
  try {
    return JSON.parse(sessionStorage.getItem(UNSURE) ?? '[]') as Unsure[];
  } catch {
    return [];
  }
}

function writeUnsure(all: Unsure[]): void {
  try {
    sessionStorage.setItem(UNSURE, JSON.stringify(all));
  } catch {
    // Without a session store a reload in the middle of a save is simply not spoken of.
  }
}

const keepUnsure = (one: Unsure) => writeUnsure([...readUnsure(), one]);
const dropUnsure = (id: string) => writeUnsure(readUnsure().filter((one) => one.id !== id));

function takeUnsure(): Unsure[] {
  const all = readUnsure();
  writeUnsure([]);
  return all;
}

/** Whether the page is being left; for a moment only, since a download looks the same at first. */
let leaving = false;

if (typeof addEventListener === 'function') {
  addEventListener('beforeunload', () => {
    leaving = true;
    setTimeout(() => (leaving = false), 5000);
  });
}

export const review = new Review();
