/**
 * How long each page takes to show its data, against a served dossier.
 *
 *   node bench/pages.js DOSSIER
 *
 * Each page is opened by three browsers that have seen nothing, and by the last of them once more. The time is that of the page's
 * own clock, from the beginning of the navigation until its heading stands there and nothing is on its way, in a frame either. The
 * server keeps answers, so the first time is shown beside the best. A bench and no test: what it says is of this machine.
 *
 * A dossier of an older version is brought up to date and folded again before anything can be shown, which takes as long as
 * adding its documents did: that is waited for, with a line every ten seconds, and not counted. A page that is not ready within a
 * minute is written down as such, and the next one is opened.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { PAGES, ready } from '../tests/browser/desk.js';

/** Milliseconds that a page is waited for. */
const PATIENCE = 60_000;

const [dossier] = process.argv.slice(2);
if (!dossier) {
  console.error('node bench/pages.js DOSSIER');
  process.exit(2);
}
const program = process.env.ENTENTE_PROGRAM ?? fileURLToPath(new URL('../../target/release/entente', import.meta.url));
const server = spawn(program, ['serve', '-d', dossier, '--addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());

/** What comes of some work, with a line every ten seconds while it lasts. */
async function waited(what, work) {
  const from = performance.now();
  const seconds = () => Math.round((performance.now() - from) / 1000);
  const lines = setInterval(() => console.error(`${what}: ${seconds()} s`), 10_000);
  try {
    return await work;
  } finally {
    clearInterval(lines);
  }
}

const address = new Promise((done, fail) => {
  server.stdout.once('data', (bytes) => done(String(bytes).trim()));
  server.once('error', fail);
  server.once('exit', (code) => fail(new Error(`${program} serve ended with ${code}`)));
});
let origin;
try {
  origin = await waited('the dossier is opened', address);
} catch (error) {
  console.error(error.message);
  process.exit(2);
}
if (!(await (await fetch(origin)).text()).includes('type="module"')) {
  console.error(`${program} was built without the pages: cargo xtask build`);
  process.exit(2);
}
/** Asks for a list that no page asks for in this way, which is answered once the record is folded; again where that takes long. */
async function folded() {
  while (server.exitCode === null) {
    try {
      return await (await fetch(`${origin}/api/v1/people?limit=1`)).arrayBuffer();
    } catch {
      // Nothing came for minutes: the server goes on with it.
    }
  }
  throw new Error(`${program} serve ended with ${server.exitCode}`);
}
await waited('the record is folded', folded());

const browser = await chromium.launch({
  executablePath: process.env.ENTENTE_BROWSER ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});

/** Milliseconds from the beginning of the navigation until the page shows what it has. */
async function open(page, path) {
  try {
    await page.goto(origin + path, { waitUntil: 'commit' });
    await ready(page);
    await page.waitForFunction(() => {
      const loaded = performance.getEntriesByType('resource').filter((entry) => entry.initiatorType === 'iframe').length;
      return loaded >= document.querySelectorAll('main iframe').length;
    });
    return await page.evaluate(() => performance.now());
  } catch (error) {
    if (error.name !== 'TimeoutError') {
      throw error;
    }
    return Infinity;
  }
}

const ms = (time) => (Number.isFinite(time) ? time.toFixed(0) : 'not ready').padStart(10);
console.log(`${'page'.padEnd(14)}${'first ms'.padStart(10)}${'best ms'.padStart(10)}${'again ms'.padStart(10)}`);
for (const { name, path } of PAGES) {
  const times = [];
  let again = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    times.push(await open(page, path));
    again = await open(page, path);
    await context.close();
  }
  console.log(name.padEnd(14) + ms(times[0]) + ms(Math.min(...times)) + ms(again));
}
await browser.close();
process.exit(0);
