/** Which event lies in which lane, and in which row of it. */
import type { Timeline } from '../../api/types';

/** Bits of `flags`. */
export const ABOUT = 1;
export const PERHAPS = 2;
export const DISPUTED = 4;
export const INEXACT = 8;

/** A day long before and one long after everything, for open ends. */
const BEFORE = -4_000_000;
const AFTER = 4_000_000;

export interface Lane {
  /** Kind, or code of a party; empty for the rest. */
  name: string;
  /** Numbers of its events, by first day. */
  events: Int32Array;
}

/** First days; open starts lie before everything. */
export function starts(data: Timeline): Float64Array {
  return Float64Array.from(data.first, (day) => day ?? BEFORE);
}

/** The days behind the last ones; open ends lie after everything. */
export function ends(data: Timeline): Float64Array {
  return Float64Array.from(data.last, (day) => (day === null || day === undefined ? AFTER : day + 1));
}

export const isOpenStart = (start: number) => start <= BEFORE;
export const isOpenEnd = (end: number) => end >= AFTER;

/** Lanes by kind in the given order, or by the parties named most often. */
export function lanesOf(data: Timeline, by: 'kind' | 'party', order: readonly string[], most = 8): Lane[] {
  const start = starts(data);
  const found = new Map<string, number[]>();
  const put = (name: string, event: number) => {
    const lane = found.get(name);
    if (lane) {
      lane.push(event);
    } else {
      found.set(name, [event]);
    }
  };
  for (let event = 0; event < data.id.length; event += 1) {
    if (data.first[event] == null && data.last[event] == null) {
      continue;
    }
    if (by === 'kind') {
      put(data.kind[event] ?? 'other', event);
    } else {
      for (const code of (data.parties[event] ?? '').split(',')) {
        put(code, event);
      }
    }
  }
  const names =
    by === 'kind'
      ? order.filter((name) => found.has(name))
      : [...found.keys()].sort((left, right) => (found.get(right)?.length ?? 0) - (found.get(left)?.length ?? 0));
  const kept = by === 'kind' ? names : names.filter(Boolean).slice(0, most);
  const rest = [...new Set(names.filter((name) => !kept.includes(name)).flatMap((name) => found.get(name) ?? []))];
  const lanes = kept.map((name) => lane(name, found.get(name) ?? [], start));
  return rest.length > 0 ? [...lanes, lane('', rest, start)] : lanes;
}

function lane(name: string, events: number[], start: Float64Array): Lane {
  const at = (event: number) => start[event] ?? 0;
  return { name, events: Int32Array.from(events).sort((left, right) => at(left) - at(right)) };
}

/**
 * Rows for marks that begin and end at these pixels, in order of their beginnings. If `rows` are not enough: `null`, or
 * with `over` the row that is free first.
 */
export function pack(begin: readonly number[], end: readonly number[], rows: number, over = false): number[] | null {
  const free: number[] = new Array<number>(rows).fill(Number.NEGATIVE_INFINITY);
  const placed: number[] = [];
  for (let mark = 0; mark < begin.length; mark += 1) {
    let row = free.findIndex((pixel) => pixel <= (begin[mark] ?? 0));
    if (row < 0 && !over) {
      return null;
    }
    if (row < 0) {
      row = free.indexOf(Math.min(...free));
    }
    free[row] = Math.max(end[mark] ?? 0, free[row] ?? 0);
    placed.push(row);
  }
  return placed;
}
