/** What the timeline and the source reader are drawn from. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { loader } from './load.js';

let vite;
let axis;
let lanes;
let layers;
let days;
let drawn;
before(async () => {
  vite = await loader();
  axis = await vite.load('/src/pages/timeline/axis.ts');
  lanes = await vite.load('/src/pages/timeline/lanes.ts');
  layers = await vite.load('/src/pages/source/layers.ts');
  days = await vite.load('/src/lib/days.ts');
  drawn = await vite.load('/src/lib/drawn.ts');
});
after(() => vite.close());

test('the axis goes from centuries to days, its marks never nearer than asked', () => {
  for (const [from, to, unit] of [
    ['1000-01-01', '2030-01-01', 'year'],
    ['1880-01-01', '1930-01-01', 'year'],
    ['1990-01-01', '1992-01-01', 'month'],
    ['1990-06-01', '1990-06-20', 'day'],
  ]) {
    const [first, last] = [days.dayOf(from), days.dayOf(to)];
    const ticks = axis.ticks(first, last, 1000, 70);
    assert.ok(ticks.length >= 2 && ticks.length <= 15, `${from}: ${ticks.length}`);
    assert.ok(ticks.some((tick) => tick.unit === unit), from);
    for (const [left, right] of ticks.slice(1).map((tick, at) => [ticks[at].day, tick.day])) {
      // February is shorter than the month that the step is counted by.
      assert.ok(((right - left) / (last - first)) * 1000 >= 70 * 0.85, `${from}: ${left} ${right}`);
    }
  }
});

test('marks of one row never lie over each other, unless that is allowed', () => {
  const begin = [0, 1, 2, 10];
  const end = [5, 6, 7, 12];
  assert.deepEqual(lanes.pack(begin, end, 3), [0, 1, 2, 0]);
  assert.equal(lanes.pack(begin, end, 2), null);
  assert.equal(lanes.pack(begin, end, 2, true).length, 4);
});

test('an event lies in the lane of its kind, or in those of all its parties', () => {
  const data = {
    id: ['a', 'b', 'c'],
    first: [10, 5, null],
    last: [11, 6, null],
    kind: ['visit', 'visit', 'trade'],
    parties: ['RUS,KOR', 'KOR', 'RUS'],
  };
  const named = (by) => lanes.lanesOf(data, by, ['visit', 'trade']).map((lane) => [lane.name, [...lane.events]]);
  // Undated ones lie nowhere; the others in order of time.
  assert.deepEqual(named('kind'), [['visit', [1, 0]]]);
  assert.deepEqual(named('party'), [
    ['KOR', [1, 0]],
    ['RUS', [0]],
  ]);
});

test('a text is cut where something begins or ends, and nothing of it is lost', () => {
  const text = '🕊 Peace was signed.\nIn 1884.';
  const one = (layer, start, end) => ({ layer, start, end, label: '', message: null, when: null, id: null });
  const found = [one('events', 2, 18), one('actors', 2, 7), one('times', 23, 27)];
  const made = layers.paragraphs(text, found, { start: 2, end: 7 }, [{ at: 20, text: 'Menu', reason: 'menu' }]);
  assert.deepEqual(made.map((paragraph) => paragraph.map((piece) => piece.text).join('')), ['🕊 Peace was signed.', 'In 1884.']);
  const peace = made[0].find((piece) => piece.text === 'Peace');
  assert.deepEqual(peace.over.map((item) => item.layer).sort(), ['actors', 'events']);
  assert.ok(peace.aimed);
  assert.deepEqual(made[1].find((piece) => piece.text === '1884').over.map((item) => item.layer), ['times']);
  assert.equal(made.flat().filter((piece) => piece.cut?.text === 'Menu').length, 1);
});

test('dates are drawn over the days that they may mean', () => {
  const ends = (text) => [drawn.drawnOf(text).first, drawn.drawnOf(text).last];
  assert.deepEqual(ends('198X'), ['1980-01-01', '1989-12-31']);
  assert.deepEqual(ends('1990-02'), ['1990-02-01', '1990-02-28']);
  assert.deepEqual(ends('2020-24'), ['2020-12-01', '2021-02-28']);
  assert.deepEqual(ends('../2019'), [null, '2019-12-31']);
  assert.equal(drawn.drawnOf('yesterday'), null);
});
