/** Ruling in the browser: each kind of decision, undo, two at once, a reload in the middle, the queue by keys alone. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Desk, ready, skip } from './browser/desk.js';

describe('ruling', { skip }, () => {
  let desk;
  let events;
  before(async () => {
    desk = await Desk.open();
    events = (await desk.get('/api/v1/events?limit=1000')).items;
  });
  after(() => desk?.close());

  const item = (id) => desk.get(`/api/v1/items/${id}`);
  const bar = (page) => page.getByRole('group', { name: /^Ruling on/ }).first();
  const saved = (page) => page.locator('.notice.saved').last().waitFor();

  test('accept, reject with a note, and undo', async () => {
    const { id } = events[3];
    const page = await desk.page();
    await desk.visit(page, `/events/${id}`);
    await bar(page).getByRole('button', { name: 'Accept', exact: true }).click();
    await saved(page);
    assert.equal((await item(id)).entry.ruled, 'accepted');
    await page.locator('.notice.saved').getByRole('button', { name: 'Undo' }).click();
    await page.locator('.notice.undone').waitFor();
    assert.equal((await item(id)).entry.ruled, null);

    await bar(page).getByRole('button', { name: 'With a note…' }).click();
    await page.getByRole('dialog').getByLabel('Reject').check();
    await page.getByRole('dialog').getByLabel('Note (why)').fill('A later hand.');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await saved(page);
    const { entry, history } = await item(id);
    assert.deepEqual([entry.ruled, history.at(-1).note, history.at(-1).by], ['rejected', 'A later hand.', 'A. Desk']);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('who rules is asked for once', async () => {
    const page = await desk.page({ by: null });
    await desk.visit(page, `/events/${events[4].id}`);
    await bar(page).getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByLabel('Your name').fill('C. Reader');
    await page.keyboard.press('Enter');
    await saved(page);
    assert.equal((await item(events[4].id)).history.at(-1).by, 'C. Reader');
    await page.context().close();
  });

  test('correct, wherever the thing is shown', async () => {
    const { items: agreements } = await desk.get('/api/v1/agreements?limit=1');
    const { items: statements } = await desk.get('/api/v1/statements?limit=1');
    const { units } = await desk.get('/api/v1/quantities?limit=1');
    const figure = (await desk.get(`/api/v1/quantities?unit=${units[0].unit}&limit=1`)).items[0];
    for (const { path, id, field, value } of [
      { path: `/events/${events[5].id}`, id: events[5].id, field: 'title', value: 'A better title' },
      { path: `/agreements?id=${agreements[0].id}`, id: agreements[0].id, field: 'name', value: 'Treaty by its right name' },
      { path: `/statements?id=${statements[0].id}`, id: statements[0].id, field: 'speaker', value: 'The right speaker' },
      { path: `/figures?id=${figure.id}`, id: figure.id, field: 'value', value: '12345' },
    ]) {
      const page = await desk.page();
      await desk.visit(page, path);
      await bar(page).getByRole('button', { name: 'Correct…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Field').selectOption(field);
      await dialog.getByLabel('Value', { exact: true }).fill(value);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await saved(page);
      assert.equal(String((await item(id)).entry[field]), value, path);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

  test('merge two events and split them again', async () => {
    const [one, other] = [events.at(-2), events.at(-3)];
    const page = await desk.page();
    await desk.visit(page, `/events/${one.id}`);
    await bar(page).getByRole('button', { name: 'Merge…' }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill(other.title.slice(0, 30));
    await page.getByRole('dialog').getByRole('radio').first().check();
    await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await saved(page);
    const merged = (await desk.get('/api/v1/log')).items[0];
    assert.equal(merged.ruling.ruling, 'merge');
    const both = await item(one.id);
    assert.ok(both.told.length >= 2);
    await desk.visit(page, `/events/${both.id}`);
    const split = bar(page).getByRole('button', { name: 'Split…' });
    if (await split.count()) {
      await split.click();
      await page.getByRole('dialog').getByRole('radio').last().check();
      await page.getByRole('dialog').getByRole('button', { name: 'Split' }).click();
      await saved(page);
      assert.equal((await desk.get('/api/v1/log')).items[0].ruling.ruling, 'split');
    }
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the second of two who correct one event is told, and nothing is lost', async () => {
    const { id } = events[6];
    const [first, second] = [await desk.page({ by: 'First' }), await desk.page({ by: 'Second' })];
    // The second does not hear of the first: its live stream is cut.
    await second.route('**/api/v1/live', (route) => route.abort());
    await desk.visit(first, `/events/${id}`);
    await desk.visit(second, `/events/${id}`);
    await bar(second).getByRole('button', { name: 'Correct…' }).click();
    const dialog = second.getByRole('dialog');
    await dialog.getByLabel('Field').selectOption('title');
    await dialog.getByLabel('Value', { exact: true }).fill('By the second');

    await bar(first).getByRole('button', { name: 'Reject', exact: true }).click();
    await saved(first);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await second.locator('.notice.changed').waitFor();
    const { entry, history } = await item(id);
    assert.equal(entry.ruled, 'rejected');
    assert.deepEqual(history.map((line) => line.by), ['First']);
    await first.context().close();
    await second.context().close();
  });

  test('a reload in the middle of a save tells the truth', async () => {
    // The answer never comes; the page is left meanwhile. Once with the request written, once with it lost.
    for (const { index, written } of [
      { index: 7, written: true },
      { index: 8, written: false },
    ]) {
      const { id } = events[index];
      const page = await desk.page({ by: `Leaver ${index}` });
      await desk.visit(page, `/events/${id}`);
      await page.route('**/api/v1/decisions', async (route) => {
        if (written) {
          await route.fetch();
        }
        // No answer.
      });
      await bar(page).getByRole('button', { name: 'Accept', exact: true }).click();
      await page.getByText('Saving…').first().waitFor();
      assert.equal(await page.locator('.notice.saved').count(), 0, 'not told as saved before it is');
      await page.waitForTimeout(300);
      await page.reload();
      await ready(page);
      await page.locator(written ? '.notice.saved' : '.notice.failed').waitFor();
      assert.equal((await item(id)).entry.ruled, written ? 'accepted' : null);
      await page.context().close();
    }
  });

  test('the log shows every decision and undoes it', async () => {
    const { id } = events[9];
    await desk.post('/api/v1/decisions', { id, ruling: 'reject', by: 'B. Archive', note: 'Not so.' });
    const page = await desk.page();
    await desk.visit(page, '/log');
    const line = page.locator('main article').first();
    assert.match(await line.innerText(), /B\. Archive[\s\S]*rejected[\s\S]*Not so\./);
    await line.getByRole('button', { name: /Undo/ }).click();
    await page.getByRole('dialog').getByLabel('Note (why)').fill('It was so.');
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.locator('main article').nth(1).getByText('Undone').waitFor();
    const { entry } = await item(id);
    assert.equal(entry.ruled, null);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test('the queue of contradictions is settled with keys alone', async () => {
    const { count } = await desk.get('/api/v1/conflicts');
    const page = await desk.page();
    await desk.visit(page, '/');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.waitForURL(/\/conflicts/);
    await ready(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    const outcomes = [];
    for (const key of ['1', '2', 'b', 'x']) {
      await page.keyboard.press('j');
      await page.keyboard.press(key);
      await page.waitForFunction((open) => document.querySelectorAll('.notice.saving').length === 0 && document.querySelectorAll('.notice.saved').length > 0 && open, true);
      const { items } = await desk.get('/api/v1/log?limit=1');
      outcomes.push(items[0].ruling.outcome);
    }
    assert.equal((await desk.get('/api/v1/conflicts')).count, count - outcomes.length);
    assert.deepEqual(new Set(outcomes), new Set(['first', 'second', 'both', 'dismissed']));
    await page.keyboard.press('u');
    await page.locator('.notice.undone').waitFor();
    assert.equal((await desk.get('/api/v1/conflicts')).count, count - outcomes.length + 1);
    await page.context().close();
  });

  test('whoever may only read sees no way to rule', async () => {
    const guarded = await Desk.open({ env: { ENTENTE_TOKEN: 'write-write', ENTENTE_READ_TOKEN: 'read-read' } });
    try {
      const page = await guarded.page();
      await page.goto(guarded.origin);
      await page.getByLabel('Token').fill('wrong-wrong');
      await page.keyboard.press('Enter');
      await page.getByText('That is not the token.').waitFor();
      await page.getByLabel('Token').fill('read-read');
      await page.keyboard.press('Enter');
      await ready(page);
      await guarded.visit(page, '/agreements');
      await page.locator('.agreement .name').first().click();
      await page.locator('.panel mark').first().waitFor();
      assert.equal(await page.getByRole('button', { name: 'Accept', exact: true }).count(), 0);
      assert.equal(await page.getByRole('link', { name: 'Add sources' }).count(), 0);
      await page.context().close();
    } finally {
      await guarded.close();
    }
  });
});
