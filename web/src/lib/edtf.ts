/** Dates of the record (EDTF, ISO 8601-2) taken apart. */

export interface Point {
  year: number;
  /** 1 to 12, or a season (21 to 24), quarter (33 to 36), half (40, 41). */
  month: number | null;
  day: number | null;
  precision: 'century' | 'decade' | 'year' | 'season' | 'month' | 'day';
  approximate: boolean;
  uncertain: boolean;
}

/** A date, or a range; `null` stands for an open end. */
export type Edtf = { from: Point | null; to: Point | null; range: boolean };

const SHAPE = /^(-?)(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)$/;

export function parseEdtf(text: string): Edtf | null {
  const [first, second, ...more] = text.trim().split('/');
  if (first === undefined || more.length > 0) {
    return null;
  }
  const from = end(first);
  if (second === undefined) {
    return from ? { from, to: from, range: false } : null;
  }
  const to = end(second);
  return from === undefined || to === undefined || (!from && !to) ? null : { from, to, range: true };
}

/** `null` is an open end, `undefined` no date. */
function end(text: string): Point | null | undefined {
  if (text === '' || text === '..') {
    return null;
  }
  const found = SHAPE.exec(text);
  const digits = found?.[2];
  if (!found || digits === undefined) {
    return undefined;
  }
  const [, sign, , month, day, mark] = found;
  const year = Number(digits.replaceAll('X', '0')) * (sign ? -1 : 1);
  const number = month === undefined ? null : Number(month);
  return {
    year,
    month: number,
    day: day === undefined ? null : Number(day),
    precision: digits.endsWith('XX')
      ? 'century'
      : digits.endsWith('X')
        ? 'decade'
        : number === null
          ? 'year'
          : day !== undefined
            ? 'day'
            : number > 12
              ? 'season'
              : 'month',
    approximate: mark === '~' || mark === '%',
    uncertain: mark === '?' || mark === '%',
  };
}
