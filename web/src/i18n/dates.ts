/** Dates of the record in words: "about 1996", "the 1980s", "7 July 1884", "before 2019". */
import { parseEdtf, type Point } from '../lib/edtf';
import { i18n, kept } from './i18n.svelte';

/** A date of the record in the words of the chosen language; what cannot be read stays as it is. */
export function dateInWords(text: string | null | undefined, short = false): string {
  if (!text) {
    return i18n.t('date-none');
  }
  const date = parseEdtf(text);
  if (!date) {
    return text;
  }
  if (!date.range) {
    return date.from ? pointInWords(date.from, short) : text;
  }
  if (!date.from) {
    return date.to ? i18n.t('date-until', { date: pointInWords(date.to, short, true) }) : text;
  }
  if (!date.to) {
    return i18n.t('date-since', { date: pointInWords(date.from, short, true) });
  }
  return joined(date.from, date.to, short);
}

function joined(from: Point, to: Point, short: boolean): string {
  const plain = (point: Point) => !point.approximate && !point.uncertain;
  if (from.precision === 'day' && to.precision === 'day' && plain(from) && plain(to)) {
    return dayFormat(short).formatRange(asDate(from), asDate(to));
  }
  return i18n.t('date-range', { from: pointInWords(from, short, true), to: pointInWords(to, short) });
}

/** `governed` is a date behind a preposition: languages that bend words have messages of their own for it. */
function pointInWords(point: Point, short: boolean, governed = false): string {
  let words = barePoint(point, short, governed || point.approximate);
  if (point.approximate) {
    words = i18n.t('date-about', { date: words });
  }
  return point.uncertain ? i18n.t('date-perhaps', { date: words }) : words;
}

function barePoint(point: Point, short: boolean, governed: boolean): string {
  const year = yearInWords(point.year);
  const said = (id: string, values: Record<string, string>) =>
    (governed ? i18n.find(`${id}-of`, values) : undefined) ?? i18n.t(id, values);
  switch (point.precision) {
    case 'day':
      return dayFormat(short).format(asDate(point));
    case 'month': {
      const parts = dayFormat(short).formatToParts(asDate(point));
      const month = parts.find((part) => part.type === 'month')?.value ?? '';
      return (governed ? i18n.find('date-month-of', { month, year }) : undefined) ?? monthFormat(short).format(asDate(point));
    }
    case 'season':
      return said(`date-season-${point.month}`, { year });
    case 'year':
      return said('date-year', { year });
    case 'decade':
      return said('date-decade', { year: String(point.year) });
    case 'century': {
      const number = Math.floor(point.year / 100) + 1;
      return said('date-century', { number: String(number), ordinal: ordinal(number), roman: roman(number) });
    }
  }
}

/** A year as it stands in a sentence; years before 1 are counted back. */
export function yearInWords(year: number): string {
  return year > 0 ? String(year) : i18n.t('date-before-era', { year: String(1 - year) });
}

function asDate(point: Point): Date {
  const date = new Date(0);
  date.setUTCFullYear(point.year, (point.month ?? 1) - 1, point.day ?? 1);
  return date;
}

/** A format of days in the chosen language. */
export function format(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(`days ${i18n.locale} ${JSON.stringify(parts)}`, () => new Intl.DateTimeFormat(i18n.locale, { ...parts, timeZone: 'UTC' }));
}

const dayFormat = (short: boolean) => format({ day: 'numeric', month: short ? 'short' : 'long', year: 'numeric' });
const monthFormat = (short: boolean) => format({ month: short ? 'short' : 'long', year: 'numeric' });

function ordinal(number: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(number);
  return `${number}${{ one: 'st', two: 'nd', few: 'rd' }[rule as string] ?? 'th'}`;
}

function roman(number: number): string {
  const signs: [number, string][] = [
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = number;
  let written = '';
  for (const [value, sign] of signs) {
    while (rest >= value) {
      written += sign;
      rest -= value;
    }
  }
  return written;
}
