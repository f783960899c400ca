/**
 * How long each page takes to show its data, against a served dossier.
 *
 *   node bench/pages.js DOSSIER
 *
 * Each page is opened by three browsers that have seen nothing, and by the last of them once more. The time is that of the page's
 * own clock, from the beginning of the navigation until its heading stands there and nothing is on its way. The server keeps
 * answers, so the first time is shown beside the best. A bench and no test: what it says is of this machine.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { PAGES, ready } from '../tests/browser/desk.js';

const [dossier] = process.argv.slice(2);
if (!dossier) {
  console.error('node bench/pages.js DOSSIER');
  process.exit(2);
}
const program = process.env.ENTENTE_PROGRAM ?? fileURLToPath(new URL('../../target/release/entente', import.meta.url));
const server = spawn(program, ['serve', '-d', dossier, '--addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const origin = await new Promise((done) => server.stdout.once('data', (bytes) => done(String(bytes).trim())));
if (!(await (await fetch(origin)).text()).includes('type="module"')) {
  console.error(`${program} was built without the pages: cargo xtask build`);
  server.kill();
  process.exit(2);
}
const browser = await chromium.launch({
  executablePath: process.env.ENTENTE_BROWSER ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});

/** Milliseconds from the beginning of the navigation until the page shows what it has. */
async function open(page, path) {
  await page.goto(origin + path, { waitUntil: 'commit' });
  await ready(page);
  return page.evaluate(() => performance.now());
}

const ms = (time) => time.toFixed(0).padStart(10);
console.log(`${'page'.padEnd(14)}${'first ms'.padStart(10)}${'best ms'.padStart(10)}${'again ms'.padStart(10)}`);
for (const { name, path } of PAGES) {
  const times = [];
  let again = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    times.push(await open(page, path));
    again = await open(page, path);
    await context.close();
  }
  console.log(name.padEnd(14) + ms(times[0]) + ms(Math.min(...times)) + ms(again));
}
await browser.close();
server.kill();
