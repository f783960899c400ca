/** Figures as points of a chart: their days, and what their bound says about the truth. */
import type { QuantityView } from '../../api/types';
import { dayOf } from '../../lib/days';

export interface Point {
  entry: QuantityView;
  /** The middle of its days. */
  at: number;
  first: number;
  last: number;
  value: number;
}

/** Figures that can be drawn, in order of time; changes have no place on the axis of what they change. */
export function pointsOf(entries: readonly QuantityView[]): Point[] {
  const points: Point[] = [];
  for (const entry of entries) {
    const drawn = entry.drawn;
    if (!drawn || entry.role === 'change' || !Number.isFinite(entry.value)) {
      continue;
    }
    const ends = [drawn.first, drawn.last].map((day) => (day ? dayOf(day) : Number.NaN));
    const known = ends.filter((end) => Number.isFinite(end));
    if (known.length === 0) {
      continue;
    }
    const first = known[0] ?? 0;
    const last = known.at(-1) ?? first;
    points.push({ entry, first, last, at: (first + last) / 2, value: entry.value });
  }
  return points.sort((left, right) => left.at - right.at || left.value - right.value);
}

/** Which way the true number lies: `over` means it is higher. */
export function leaning(bound: string): 'up' | 'down' | 'both' | null {
  switch (bound) {
    case 'over':
      return 'up';
    case 'under':
    case 'up-to':
      return 'down';
    case 'about':
      return 'both';
    default:
      return null;
  }
}
