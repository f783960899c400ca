/** Numbers with their unit in the words of the chosen language. */
import { i18n, kept, t } from '../../i18n/i18n.svelte';

/** "over 27 billion US dollars", "1,200 people". */
export function amount(value: number, unit: string, bound: string): string {
  return t(`bound-${bound}`, { amount: plain(value, unit) });
}

function plain(value: number, unit: string): string {
  const large = Math.abs(value) >= 1_000_000;
  const style: Intl.NumberFormatOptions = large
    ? { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 2 }
    : { maximumFractionDigits: 2 };
  if (/^[A-Z]{3}$/.test(unit)) {
    try {
      return i18n.number(value, { ...style, style: 'currency', currency: unit, currencyDisplay: 'code', minimumFractionDigits: 0 });
    } catch {
      // No currency that is known here; its code stands behind the number.
    }
  }
  if (unit === 'percent') {
    return `${i18n.number(value, style)}%`;
  }
  const number = i18n.number(value, style);
  const named = i18n.find(`unit-${unit.replaceAll(/[^a-z]/gi, '-')}`, { count: value, number });
  return named ?? `${number} ${unit}`;
}

/** A number at an axis: "20 bn". */
export function axisAmount(value: number): string {
  return i18n.number(value, { notation: 'compact', maximumFractionDigits: 2 });
}

/** The name of a unit by itself. */
export function unitName(unit: string): string {
  if (/^[A-Z]{3}$/.test(unit)) {
    try {
      return kept(`currencies ${i18n.locale}`, () => new Intl.DisplayNames(i18n.locale, { type: 'currency' })).of(unit) ?? unit;
    } catch {
      return unit;
    }
  }
  return i18n.find(`unitname-${unit.replaceAll(/[^a-z]/gi, '-')}`) ?? unit;
}
