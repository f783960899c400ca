/** The pages that draw: every point has its words, all of it by keys, and a table behind it. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Desk, ready, skip } from './browser/desk.js';

describe('pages that draw', { skip }, () => {
  let desk;
  before(async () => (desk = await Desk.open()));
  after(() => desk?.close());

  test('a point of a chart leads to its words and to the table', async () => {
    const { units } = await desk.get('/api/v1/quantities?limit=1');
    const { unit } = units[0];
    const page = await desk.page();
    await desk.visit(page, '/figures');
    const points = page.locator('.chart g.point[role=button]');
    const count = await points.count();
    assert.ok(count > 0);
    await points.first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/id=q/);
    const id = new URL(page.url()).searchParams.get('id');
    const { told } = await desk.get(`/api/v1/items/${id}`);
    await page.locator('.opened mark').first().waitFor();
    assert.equal(await page.locator('.opened mark').first().textContent(), told[0].quote);
    if (count > 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction((before) => !location.search.includes(before), id);
    }
    const { count: all } = await desk.get(`/api/v1/quantities?unit=${encodeURIComponent(unit)}`);
    assert.ok((await page.locator('main table tbody tr').count()) >= all);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('a place of the map opens what happened there, by keys and by the table', async () => {
    const { places } = await desk.get('/api/v1/places');
    const page = await desk.page();
    await desk.visit(page, '/map');
    const name = places[0].names.find((name) => /^[a-z .-]+$/i.test(name)) ?? places[0].names[0];
    await page.locator('g.place').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/place=/);
    await page.getByRole('heading', { name, exact: true }).waitFor();
    assert.equal(await page.locator('section article').count(), Math.min(places[0].count, 40));
    await page.getByRole('button', { name: 'Nearer' }).click();
    await page.getByRole('button', { name: 'All of it' }).click();
    assert.equal(await page.locator('main table tbody tr').count(), places.length);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the calendar gives an address that calendars read', async () => {
    const page = await desk.page();
    await desk.visit(page, '/calendar?months=36');
    const address = await page.getByLabel('Address of the calendar').inputValue();
    const response = await fetch(address);
    assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8');
    assert.ok((await response.text()).startsWith('BEGIN:VCALENDAR'));
    await page.getByLabel('Show').selectOption('round');
    await ready(page);
    assert.match(page.url(), /show=round/);
    await page.context().close();
  });

  test('the brief shows what is chosen and comes as a file', async () => {
    const page = await desk.page({ acceptDownloads: true });
    await desk.visit(page, '/brief');
    await page.getByRole('checkbox', { name: 'People' }).uncheck();
    await page.waitForURL(/sections=/);
    await page.getByLabel('Title').fill('For the minister');
    await page.getByLabel('Title').blur();
    await page.frameLocator('iframe').getByRole('heading', { name: 'For the minister' }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download as HTML' }).click()]);
    assert.equal(download.suggestedFilename(), 'brief.html');
    await page.getByLabel('From').fill('whenever');
    await page.getByLabel('From').blur();
    await page.getByText('This is no date.').waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
});
