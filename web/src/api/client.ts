/** The one way to the HTTP API: typed by the generated description, tagged answers kept, problems told in words. */
import type { paths } from './schema';
import type { Problem } from './types';

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;
type Answers<P extends keyof paths> = paths[P] extends { get: { responses: infer R } } ? R : never;

/** What a GET of this path answers. */
export type Answer<P extends keyof paths> = Answers<P> extends { 200: infer Ok } ? Json<Ok> : never;

/** The paths whose GET answers JSON. */
export type GetPath = { [P in keyof paths]: [Answer<P>] extends [never] ? never : P }[keyof paths];

type Parameters<P extends keyof paths> = paths[P] extends { get: { parameters: infer All } } ? All : never;
type QueryOf<P extends keyof paths> = Parameters<P> extends { query?: infer Q } ? Q : never;
type PathOf<P extends keyof paths> = Parameters<P> extends { path: infer Q } ? Q : never;

/** What a GET is asked with. */
export interface Asked<P extends GetPath> {
  query?: QueryOf<P>;
  path?: PathOf<P>;
}

/** An error that the server, or the way to it, told. */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(problem.detail);
  }

  /** Somebody ruled on the thing since it was looked at. */
  get changedMeanwhile(): boolean {
    return this.status === 412;
  }

  /** The server could not be asked at all. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

/** Answers that are kept with their tag; the oldest go first. */
const kept = new Map<string, { tag: string; body: unknown }>();
const KEPT = 60;

/** The address of a path with its parts and its query; what is empty is left out. */
export function addressOf(path: string, parts: object = {}, query: object = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((parts as Record<string, unknown>)[name] ?? '')),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text ? `${filled}?${text}` : filled;
}

/** Asks for JSON. An answer that did not change since is not sent again. */
export async function get<P extends GetPath>(path: P, asked: Asked<P> = {}, signal?: AbortSignal): Promise<Answer<P>> {
  const address = addressOf(path, asked.path as object | undefined, asked.query as object | undefined);
  const known = kept.get(address);
  const response = await send(address, {
    headers: known ? { 'If-None-Match': known.tag } : {},
    signal: signal ?? null,
  });
  if (response.status === 304 && known) {
    return known.body as Answer<P>;
  }
  const body = (await response.json()) as Answer<P>;
  const tag = response.headers.get('etag');
  if (tag) {
    kept.delete(address);
    kept.set(address, { tag, body });
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) {
      kept.delete(oldest.value);
    }
  }
  return body;
}

/** Every page of a list, in order, at most `most` entries. */
export async function all<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next?: string | null | undefined }>,
  most = 100_000,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const part = await page(cursor);
    items.push(...part.items);
    cursor = part.next ?? undefined;
  } while (cursor && items.length < most);
  return items;
}

/** Writes JSON; `keepalive` lets the request finish when the page is left meanwhile. */
export async function write<T>(
  method: 'POST' | 'DELETE',
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await send(address, {
    method,
    keepalive: true,
    headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** Sends bytes as they are. */
export async function sendBytes<T>(address: string, bytes: Blob | Uint8Array<ArrayBuffer>): Promise<T> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  const response = await send(address, { method: 'POST', headers, body: bytes });
  return (await response.json()) as T;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw new ApiError({ type: 'unreachable', title: 'unreachable', status: 0, detail: String(cause) }, 0);
  }
  if (response.ok || response.status === 304) {
    return response;
  }
  throw new ApiError(await problemOf(response), response.status);
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Problem;
    if (typeof problem.detail === 'string') {
      return problem;
    }
  } catch {
    // No JSON: something between here and the server answered.
  }
  const title = response.statusText || `HTTP ${response.status}`;
  return { type: 'failed', title, status: response.status, detail: title };
}
