/** A corpus that attacks whoever reads it: every title, name and quote is shown as text and runs nothing. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Desk, PAGES, ready, skip } from './browser/desk.js';

const ATTACK = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';
const SHORT = '"><svg onload=window.attacked=1>';

const html = `<!doctype html><html lang="en"><head><title>Ties &lt;script&gt;window.attacked=1&lt;/script&gt;</title>
<meta property="og:site_name" content="&lt;img src=x onerror=window.attacked=1&gt;"></head><body><article>
<h1>Ties ${SHORT.replaceAll('<', '&lt;')}</h1>
<p>On 3 March 1992 the Foreign Minister of Russia Ivan &lt;b onmouseover=window.attacked=1&gt;Petrov visited Seoul and met the Foreign
Minister of South Korea Kim ${SHORT.replaceAll('<', '&lt;')}. They signed a "Protocol &lt;iframe src=javascript:window.attacked=1&gt;" on trade.</p>
<p>"We will &lt;script&gt;window.attacked=1&lt;/script&gt; double our trade," Petrov said. Trade between Russia and South Korea was 5 billion dollars in 1992.</p>
</article></body></html>`;

const text = `Report ${ATTACK}

On 4 May 1995 the presidents of Russia and South Korea met in Moscow ${ATTACK} and signed the Treaty on ${SHORT} friendship.
On 4 May 1996 the presidents of Russia and South Korea met in Moscow and signed the Treaty on ${SHORT} friendship.
"Our ties {{constructor.constructor('window.attacked=1')()}} grow," President Boris Yeltsin said in Seoul on 5 May 1995.
Trade between Russia and South Korea is to reach 30 billion <b>dollars</b> by 2020. Trade between Russia and South Korea reached 27 billion dollars in 2014.
=HYPERLINK("http://evil.example","x") javascript:window.attacked=1 http://evil.example/x.png
`;

describe('a hostile corpus', { skip }, () => {
  let desk;
  before(async () => {
    desk = await Desk.open({ sample: false });
    await desk.add('<img src=x onerror=window.attacked=1>.html', html);
    await desk.add(`a"onmouseover="window.attacked=1.txt`, text);
    await desk.add('again.txt', text.replace('4 May 1995', '6 May 1995'));
    await fetch(`${desk.origin}/api/v1/sources?name=${encodeURIComponent(ATTACK)}`, { method: 'POST', body: new Uint8Array([127, 69, 76, 70, 2, 1, 1, 0]) });
    const { id } = await desk.get('/api/v1/timeline').then((timeline) => ({ id: timeline.id[0] }));
    await desk.post('/api/v1/decisions', { id, ruling: 'correct', field: 'title', value: ATTACK, by: ATTACK.slice(0, 190), note: ATTACK });
  });
  after(() => desk?.close());

  test('is text on every page', async () => {
    const timeline = await desk.get('/api/v1/timeline');
    const people = await desk.get('/api/v1/people');
    const sources = await desk.get('/api/v1/sources');
    const agreements = await desk.get('/api/v1/agreements');
    const figures = await desk.get('/api/v1/quantities');
    const statements = await desk.get('/api/v1/statements');
    assert.ok(timeline.id.length > 1 && sources.items.length > 2);
    const page = await desk.page({ by: ATTACK });
    const paths = [
      ...PAGES.map((known) => known.path),
      `/search?q=${encodeURIComponent(ATTACK)}`,
      `/nowhere/${encodeURIComponent(ATTACK)}`,
      `/people/${encodeURIComponent(ATTACK)}`,
      `/agreements?q=${encodeURIComponent(SHORT)}&from=${encodeURIComponent(SHORT)}`,
      `/statements?speaker=${encodeURIComponent(ATTACK)}`,
      ...timeline.id.slice(0, 4).map((id) => `/events/${id}`),
      ...people.items.slice(0, 3).map(({ id }) => `/people/${id}`),
      ...sources.items.filter(({ refused, id }) => id && !refused).map(({ id }) => `/sources/${id}`),
      ...agreements.items.slice(0, 2).map(({ id }) => `/agreements?id=${id}`),
      ...figures.items.slice(0, 2).map(({ id }) => `/figures?id=${id}`),
      ...statements.items.slice(0, 2).map(({ id }) => `/statements?id=${id}`),
    ];
    for (const path of paths) {
      await page.goto(desk.origin + path);
      await page.locator('main h1, main [role=alert]').first().waitFor();
      await page.waitForFunction(() => !document.querySelector('main .loading'));
      const found = await page.evaluate(() => ({
        attacked: globalThis.attacked,
        foreign: document.querySelectorAll('main script, main img[onerror], main [onmouseover], main [onload], main iframe[src^="javascript"]').length,
        links: [...document.querySelectorAll('a[href]')].filter((link) => !/^https?:$/.test(link.protocol)).length,
      }));
      assert.deepEqual(found, { attacked: undefined, foreign: 0, links: 0 }, path);
    }
    // The words are there, as words.
    await desk.visit(page, '/log');
    await page.getByText('window.attacked=1').first().waitFor();
    const faults = page.faults.filter((fault) => !/status of 4/.test(fault));
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test('is no script in the brief and no formula in the tables', async () => {
    const page = await desk.page();
    await page.goto(`${desk.origin}/api/v1/brief`);
    assert.equal(await page.evaluate(() => globalThis.attacked), undefined);
    assert.equal(await page.locator('script, img[onerror], iframe').count(), 0);
    assert.deepEqual(page.faults.filter((fault) => !/sandbox/.test(fault)), []);
    await page.context().close();
  });

  test('comes in by drop, by paste and by address, with progress and reasons', async () => {
    const page = await desk.page();
    await desk.visit(page, '/add');
    const folder = mkdtempSync(join(tmpdir(), 'entente-in-'));
    const paths = ['<i>one.txt', 'two.txt'].map((name, index) => {
      const path = join(folder, name);
      writeFileSync(path, `Talks\n\nOn ${index + 2} June 1994 the presidents of Russia and South Korea met in Moscow.\n`);
      return path;
    });
    await page.locator('input[type=file][multiple]:not([webkitdirectory])').setInputFiles(paths);
    await page.locator('.job.added').nth(1).waitFor();
    await page.getByLabel('Heading').fill(ATTACK.slice(0, 60));
    await page.getByLabel('The text').fill('On 7 July 1994 the presidents of Russia and South Korea met in Seoul.');
    await page.getByRole('button', { name: 'Add the text' }).click();
    await page.locator('.job.added').nth(2).waitFor();
    await page.getByLabel('Address of a page').fill('javascript:window.attacked=1');
    await page.getByRole('button', { name: 'Read the page' }).click();
    await page.getByText('An address begins with').waitFor();
    await page.getByLabel('Address of a page').fill(`${desk.origin}/api/v1/log`);
    await page.getByRole('button', { name: 'Read the page' }).click();
    await page.locator('.job.refused .reason').waitFor();
    // The same once more changes nothing.
    await page.locator('input[type=file][multiple]:not([webkitdirectory])').setInputFiles([paths[0]]);
    await page.locator('.job.known').waitFor();
    await ready(page);
    assert.equal(await page.evaluate(() => globalThis.attacked), undefined);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
});
