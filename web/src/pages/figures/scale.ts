/** Where the points of a chart stand, and the marks of its axes. */
import { dayNumber, dateOf } from '../../lib/days';

export interface Ticks {
  low: number;
  high: number;
  marks: number[];
}

/** Round marks around values: 0, 5, 10 billion. The axis begins at nought where that is not far off. */
export function valueTicks(values: readonly number[], wanted = 5): Ticks {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (low > 0 && low < high * 0.6) {
    low = 0;
  }
  if (high < 0 && high > low * 0.6) {
    high = 0;
  }
  if (low === high) {
    const reach = Math.abs(low) * 0.2 || 1;
    low = low > 0 ? Math.max(0, low - reach) : low - reach;
    high += reach;
  }
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step) * step;
  const marks: number[] = [];
  for (let index = 0; first + (index - 1) * step < high && index < 40; index += 1) {
    marks.push(Number((first + index * step).toPrecision(12)));
  }
  return { low: marks[0] ?? low, high: marks.at(-1) ?? high, marks };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  return (share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10) * power;
}

/** Years to write below a stretch of days; `at` is the first day of the year. */
export function yearTicks(low: number, high: number, most: number): { at: number; year: number }[] {
  const from = dateOf(low).year;
  const to = dateOf(high).year + 1;
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((width) => (to - from) / width <= most) ?? 1000;
  const marks: { at: number; year: number }[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) {
    const at = dayNumber(year, 1, 1);
    if (at >= low && at <= high) {
      marks.push({ at, year });
    }
  }
  return marks;
}

/** Maps one stretch onto another. */
export function linear(low: number, high: number, from: number, to: number): (value: number) => number {
  const width = high - low || 1;
  return (value) => from + ((value - low) / width) * (to - from);
}
