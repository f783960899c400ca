/** A dossier, a running `entente serve`, and a browser that notes whatever it should not do. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const program = process.env.ENTENTE_PROGRAM ?? join(root, 'target/debug/entente');
const browserPath = process.env.ENTENTE_BROWSER ?? '/usr/bin/chromium';

/** Why the tests of this folder cannot run here; `false` where they can. */
export const skip = !existsSync(program)
  ? `no program at ${program}: cargo build -p entente`
  : !existsSync(browserPath)
    ? `no browser at ${browserPath}`
    : false;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The sizes that every page is looked at. */
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** The list of pages, with what is on each when it is ready. */
export const PAGES = [
  { name: 'overview', path: '/' },
  { name: 'timeline', path: '/timeline' },
  { name: 'people', path: '/people' },
  { name: 'agreements', path: '/agreements' },
  { name: 'figures', path: '/figures' },
  { name: 'statements', path: '/statements' },
  { name: 'conflicts', path: '/conflicts' },
  { name: 'map', path: '/map' },
  { name: 'calendar', path: '/calendar' },
  { name: 'search', path: '/search?q=Lavrov' },
  { name: 'sources', path: '/sources' },
  { name: 'brief', path: '/brief' },
  { name: 'add', path: '/add' },
  { name: 'log', path: '/log' },
];

/** A served dossier: the sample one, or an empty one. */
export class Desk {
  static async open({ sample = true, flags = [], env = {} } = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'entente-'));
    const dossier = join(folder, 'dossier');
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
    if (sample) {
      execFileSync(program, ['demo', dossier], quiet);
    } else {
      execFileSync(program, ['init', dossier, '--parties', 'RUS,KOR'], quiet);
    }
    const server = spawn(program, ['serve', '-d', dossier, '--addr', '127.0.0.1:0', ...flags], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    const origin = await new Promise((done, fail) => {
      let text = '';
      server.stdout.on('data', (bytes) => {
        text += bytes;
        if (text.includes('\n')) {
          done(text.trim());
        }
      });
      server.on('exit', () => fail(new Error('the server ended')));
    });
    const browser = await chromium.launch({ executablePath: browserPath, args: FLAGS });
    return new Desk(folder, dossier, server, origin, browser);
  }

  constructor(folder, dossier, server, origin, browser) {
    Object.assign(this, { folder, dossier, server, origin, browser });
  }

  async close() {
    await this.browser.close();
    this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A page of a browser of its own; what it must not do is in `faults`. */
  async page({ size = WIDE, dark = false, by = 'A. Desk', language = 'en-GB', ...more } = {}) {
    const context = await this.browser.newContext({
      viewport: size,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: language,
      timezoneId: 'UTC',
      ...more,
    });
    if (by) {
      await context.addInitScript((name) => {
        // Runs in frames too, and a frame in a sandbox has no storage.
        if (globalThis.origin !== 'null') {
          localStorage.setItem('entente.by', name);
        }
      }, by);
    }
    const page = await context.newPage();
    page.faults = [];
    page.setDefaultTimeout(15_000);
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.origin) && !/^(data|blob|about):/.test(url)) {
        page.faults.push(`asked ${url}`);
      }
    });
    page.on('pageerror', (error) => page.faults.push(`error ${error.message}`));
    page.on('dialog', (dialog) => {
      page.faults.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      // A refusal that a test asks for is noted by the browser too.
      if (message.type() === 'error' && !/status of 4(04|12|22)/.test(message.text())) {
        page.faults.push(`console ${message.text()}`);
      }
    });
    return page;
  }

  /** Goes to an address and waits until the page shows what it has. */
  async visit(page, path) {
    await page.goto(this.origin + path);
    await ready(page);
  }

  async get(path) {
    const response = await fetch(this.origin + path);
    assert.equal(response.status, 200, path);
    return response.json();
  }

  async post(path, body, headers = {}) {
    const response = await fetch(this.origin + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  async add(name, text) {
    const response = await fetch(`${this.origin}/api/v1/sources?name=${encodeURIComponent(name)}`, { method: 'POST', body: text });
    assert.ok([200, 201].includes(response.status), `${name}: ${response.status}`);
    return response.json();
  }
}

/** A heading is there and nothing is on its way. */
export async function ready(page) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('main .loading, main [aria-busy="true"]'));
}

/** What axe finds fault with, in words. */
export async function axe(page) {
  // Into a world of its own: the policy of the page lets no script in.
  await page.evaluate(axeSource);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
      iframes: false,
    }),
  );
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')})`);
}

/** How far the page is wider than the window. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
