/** Every page, light and dark, on a desk and on a phone: nothing that axe finds, nothing asked outside, nothing wider than the window. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { axe, Desk, overflow, PAGES, PHONE, ready, root, skip, WIDE } from './browser/desk.js';

/** `ENTENTE_SCREENSHOTS=1` writes pictures of all pages for the book. */
const pictures = process.env.ENTENTE_SCREENSHOTS ? join(root, 'docs/src/images') : null;

describe('every page', { skip }, () => {
  let desk;
  let all;
  before(async () => {
    desk = await Desk.open();
    const timeline = await desk.get('/api/v1/timeline');
    const most = timeline.sources.indexOf(Math.max(...timeline.sources));
    const { items: people } = await desk.get('/api/v1/people?limit=1');
    const { items: conflicts } = await desk.get('/api/v1/conflicts?limit=1');
    const { items: sources } = await desk.get('/api/v1/sources?limit=3');
    const { items: agreements } = await desk.get('/api/v1/agreements?limit=1');
    // Something stands in the log.
    await desk.post('/api/v1/decisions', { id: timeline.id[0], ruling: 'accept', by: 'A. Desk', note: 'Both embassies say so.' });
    await desk.post('/api/v1/decisions', { id: timeline.id[1], ruling: 'reject', by: 'B. Archive' });
    await desk.post('/api/v1/decisions/d2/undo', { by: 'B. Archive', note: 'Too quick.' });
    // And something was refused.
    await fetch(`${desk.origin}/api/v1/sources?name=program.bin`, { method: 'POST', body: new Uint8Array([127, 69, 76, 70, 2, 1, 1, 0, 0, 0]) });
    all = [
      ...PAGES,
      { name: 'event', path: `/events/${timeline.id[most]}` },
      { name: 'person', path: `/people/${people[0].id}` },
      { name: 'conflict', path: `/conflicts/${conflicts[0].id}` },
      { name: 'source', path: `/sources/${sources[0].id}` },
      { name: 'agreement', path: `/agreements?id=${agreements[0].id}` },
    ];
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
    }
  });
  after(() => desk?.close());

  for (const { size, dark, look } of [
    { size: WIDE, dark: false, look: '1440' },
    { size: PHONE, dark: false, look: '390' },
    { size: WIDE, dark: true, look: 'dark' },
  ]) {
    test(`is sound (${look})`, async (t) => {
      const page = await desk.page({ size, dark });
      for (const { name, path } of all) {
        await t.test(name, async () => {
          page.faults.length = 0;
          await desk.visit(page, path);
          assert.equal(await page.locator('main h1').count(), 1, 'one heading of the first order');
          assert.deepEqual(await axe(page), []);
          assert.ok((await overflow(page)) <= 0, `wider than the window by ${await overflow(page)}`);
          assert.deepEqual(page.faults, []);
          if (pictures && !dark) {
            await page.screenshot({ path: join(pictures, `${name}-${look}.png`), animations: 'disabled' });
          }
        });
      }
      await page.context().close();
    });
  }

  test('speaks Russian and Korean, with the names of states', async () => {
    for (const [language, heading, state] of [
      ['ru-RU', 'Соглашения', 'Россия'],
      ['ko-KR', '협정', '러시아'],
    ]) {
      const page = await desk.page({ language });
      await desk.visit(page, '/agreements');
      assert.equal(await page.locator('h1').textContent(), heading);
      assert.equal(await page.locator('html').getAttribute('lang'), language.slice(0, 2));
      await page.getByText(state).first().waitFor();
      // Every message is there: an id never stands on a page.
      for (const { path } of all) {
        await desk.visit(page, path);
        const text = await page.locator('body').innerText();
        const bare = text.match(/\b(page|filter|kind|status|role|act|topic|figures|agreement|statement|map|calendar|brief|add|log|section|export|bound|date)-[a-z-]+\b/g) ?? [];
        assert.deepEqual(bare.filter((word) => !/^(date|add|map)-(line|on)/.test(word)), [], path);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

  test('keeps its filters in the address', async () => {
    const page = await desk.page();
    await desk.visit(page, '/agreements?from=1990&to=2000');
    assert.equal(await page.getByLabel('From').first().inputValue(), '1990');
    await page.reload();
    await ready(page);
    assert.equal(await page.getByLabel('To', { exact: true }).first().inputValue(), '2000');
    await desk.visit(page, '/statements');
    await page.locator('aside button').first().click();
    await page.waitForURL(/speaker=/);
    await ready(page);
    const { count } = await desk.get(`/api/v1/statements${new URL(page.url()).search}`);
    assert.equal(await page.locator('main article').count(), Math.min(count, 100));
    await page.context().close();
  });
});
