/** Days of the proleptic Gregorian calendar, counted from 1970-01-01. */

export const DAY = 86_400_000;

/** The count of a day; years before 100 are what they say. */
export function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY);
}

/** The count of a day written `1988-11-10`. */
export function dayOf(text: string): number {
  const found = /^(-?\d{4})-(\d{2})-(\d{2})/.exec(text);
  return found ? dayNumber(Number(found[1]), Number(found[2]), Number(found[3])) : Number.NaN;
}

/** Year, month (1 to 12) and day of a count. */
export function dateOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(Math.round(day) * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `1988-11-10`. */
export function dayText(count: number): string {
  const { year, month, day } = dateOf(count);
  const digits = String(Math.abs(year)).padStart(4, '0');
  return `${year < 0 ? '-' : ''}${digits}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
