/** Where the axis has its marks: centuries, decades, years, months or days, as there is room. */
import { dateOf, dayNumber } from '../../lib/days';

export interface Tick {
  day: number;
  /** What is said at it, by the unit of the axis. */
  unit: 'year' | 'month' | 'day';
  /** A mark of the next coarser unit. */
  strong: boolean;
}

const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const MONTHS = [1, 3, 6];
const DAYS = [1, 2, 5, 10];

/** Marks between two days, at least `apart` pixels from each other. */
export function ticks(from: number, to: number, width: number, apart = 70): Tick[] {
  const days = (apart / Math.max(width, 1)) * (to - from);
  const step = DAYS.find((size) => size >= days);
  if (step !== undefined) {
    return byDays(from, to, step);
  }
  const months = MONTHS.find((size) => size * 30 >= days);
  return months === undefined ? byYears(from, to, YEARS.find((size) => size * 365 >= days) ?? 2000) : byMonths(from, to, months);
}

function byYears(from: number, to: number, step: number): Tick[] {
  const made: Tick[] = [];
  const last = dateOf(to).year;
  for (let year = Math.floor(dateOf(from).year / step) * step; year <= last; year += step) {
    made.push({ day: dayNumber(year, 1, 1), unit: 'year', strong: year % (step * 10) === 0 });
  }
  return made.filter((tick) => tick.day >= from && tick.day <= to);
}

function byMonths(from: number, to: number, step: number): Tick[] {
  const made: Tick[] = [];
  const start = dateOf(from);
  let [year, month] = [start.year, Math.floor((start.month - 1) / step) * step + 1];
  for (let day = dayNumber(year, month, 1); day <= to; day = dayNumber(year, month, 1)) {
    if (day >= from) {
      made.push({ day, unit: month === 1 ? 'year' : 'month', strong: month === 1 });
    }
    month += step;
    if (month > 12) {
      [year, month] = [year + 1, 1];
    }
  }
  return made;
}

function byDays(from: number, to: number, step: number): Tick[] {
  const made: Tick[] = [];
  for (let day = Math.floor(from); day <= to; day += 1) {
    const date = dateOf(day);
    if (day >= from && (date.day === 1 || ((date.day - 1) % step === 0 && date.day + step / 2 <= 31))) {
      made.push({ day, unit: date.day === 1 ? 'month' : 'day', strong: date.day === 1 });
    }
  }
  return made;
}
