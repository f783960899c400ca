/** Dates of the record are read and said right. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { loader } from './load.js';

let vite;
let edtf;
let days;
before(async () => {
  vite = await loader();
  edtf = await vite.load('/src/lib/edtf.ts');
  days = await vite.load('/src/lib/days.ts');
});
after(() => vite.close());

test('dates of every precision are taken apart', () => {
  const precision = (text) => edtf.parseEdtf(text)?.from?.precision;
  assert.deepEqual(
    ['18XX', '198X', '1884', '2021-23', '1990-09', '1988-11-10'].map(precision),
    ['century', 'decade', 'year', 'season', 'month', 'day'],
  );
  assert.equal(edtf.parseEdtf('1996~').from.approximate, true);
  assert.equal(edtf.parseEdtf('1996?').from.uncertain, true);
  assert.deepEqual([edtf.parseEdtf('1996%').from.approximate, edtf.parseEdtf('1996%').from.uncertain], [true, true]);
});

test('open ends are open, and what is no date is none', () => {
  assert.equal(edtf.parseEdtf('../2019').from, null);
  assert.equal(edtf.parseEdtf('1990/..').to, null);
  assert.equal(edtf.parseEdtf('1990/').to, null);
  for (const wrong of ['', '../..', '/', '90', 'yesterday', '1990/1991/1992', '1990-1-1']) {
    assert.equal(edtf.parseEdtf(wrong), null, wrong);
  }
});

test('days are counted over all years, the first hundred as well', () => {
  assert.equal(days.dayNumber(1970, 1, 1), 0);
  assert.equal(days.dayText(days.dayNumber(37, 10, 4)), '0037-10-04');
  assert.equal(days.dayText(days.dayOf('1884-07-07')), '1884-07-07');
  assert.equal(days.dayOf('1884-07-08') - days.dayOf('1884-07-07'), 1);
});
