/** How a date is drawn, worked out from its EDTF where the API gives the text alone. */
import type { Drawn } from '../api/types';
import { dayNumber, dayText } from './days';
import { parseEdtf, type Point } from './edtf';

/** First and last months of seasons, quarters and halves; winter goes on into the next year. */
const SEASONS: Record<number, [number, number]> = {
  21: [3, 5],
  22: [6, 8],
  23: [9, 11],
  24: [12, 14],
  33: [1, 3],
  34: [4, 6],
  35: [7, 9],
  36: [10, 12],
  40: [1, 6],
  41: [7, 12],
};
const SPANS = { century: 100, decade: 10, year: 1 } as const;

/** First day and the day behind the last, as counts. */
export function daysOf(point: Point): [number, number] {
  const { year, month, day, precision } = point;
  switch (precision) {
    case 'day':
      return [dayNumber(year, month ?? 1, day ?? 1), dayNumber(year, month ?? 1, day ?? 1) + 1];
    case 'month':
      return [dayNumber(year, month ?? 1, 1), dayNumber(year, (month ?? 1) + 1, 1)];
    case 'season': {
      const [first, last] = SEASONS[month ?? 0] ?? [1, 12];
      return [dayNumber(year, first, 1), dayNumber(year, last + 1, 1)];
    }
    default:
      return [dayNumber(year, 1, 1), dayNumber(year + SPANS[precision], 1, 1)];
  }
}

export function drawnOf(text: string | null | undefined): Drawn | null {
  const date = text ? parseEdtf(text) : null;
  if (!date) {
    return null;
  }
  const ends = [date.from, date.to].filter((point) => point !== null);
  return {
    first: date.from ? dayText(daysOf(date.from)[0]) : null,
    last: date.to ? dayText(daysOf(date.to)[1] - 1) : null,
    precision: ends[0]?.precision ?? 'day',
    approximate: ends.some((point) => point.approximate),
    uncertain: ends.some((point) => point.uncertain),
  };
}
