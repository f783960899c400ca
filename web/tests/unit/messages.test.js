/** Every language says everything, with the same values, and nothing is said that nobody asks for. */
import { FluentBundle, FluentResource } from '@fluent/bundle';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const folders = [join(source, 'i18n'), ...readdirSync(join(source, 'pages'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => join(source, 'pages', entry.name))];

/** Messages of a file by id, with the names of the values that they take. */
function messagesOf(path, language) {
  const text = readFileSync(path, 'utf8');
  const bundle = new FluentBundle(language);
  const errors = bundle.addResource(new FluentResource(text));
  assert.deepEqual(errors, [], path);
  const ids = [...text.matchAll(/^([a-zA-Z][\w-]*) *=/gm)].map((found) => found[1]);
  assert.equal(new Set(ids).size, ids.length, `${path}: an id stands twice`);
  const blocks = text.split(/^(?=[a-zA-Z][\w-]* *=)/m);
  return new Map(
    ids.map((id) => {
      assert.ok(bundle.getMessage(id)?.value, `${path}: ${id} cannot be read`);
      const block = blocks.find((text) => text.startsWith(`${id} =`)) ?? '';
      return [id, new Set([...block.matchAll(/\{\s*\$(\w+)/g)].map((found) => found[1]))];
    }),
  );
}

for (const folder of folders) {
  const english = messagesOf(join(folder, 'en.ftl'), 'en');
  for (const language of ['ru', 'ko']) {
    test(`${folder.slice(source.length + 1)}/${language}.ftl says what the English does`, () => {
      const other = messagesOf(join(folder, `${language}.ftl`), language);
      for (const id of english.keys()) {
        assert.ok(other.has(id), `${id} is missing`);
      }
      for (const [id, values] of other) {
        // A language may have forms of its own for dates behind a preposition: `date-decade-of`.
        const base = english.get(id);
        assert.ok(base || /^date-.+-of$/.test(id), `${id} is in no other language`);
        for (const value of base ? values : []) {
          assert.ok(id.startsWith('date-') || base.has(value), `${id} takes $${value}, the English does not`);
        }
      }
    });
  }
}

test('numbers are counted by the rules of each language', () => {
  const said = (language, count) => {
    const bundle = new FluentBundle(language, { useIsolating: false });
    bundle.addResource(new FluentResource(readFileSync(join(source, 'i18n', `${language}.ftl`), 'utf8')));
    return bundle.formatPattern(bundle.getMessage('sources-count').value, { count });
  };
  assert.equal(said('en', 1), '1 source');
  assert.equal(said('en', 2), '2 sources');
  assert.deepEqual([1, 3, 5, 21].map((count) => said('ru', count)), ['1 источник', '3 источника', '5 источников', '21 источник']);
  assert.equal(said('ko', 5), '자료 5건');
});

test('every message that the code names is there', () => {
  const known = new Set(folders.flatMap((folder) => [...messagesOf(join(folder, 'en.ftl'), 'en').keys()]));
  const files = readdirSync(source, { recursive: true }).filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('schema.d.ts'));
  const missing = [];
  for (const name of files) {
    const text = readFileSync(join(source, name), 'utf8');
    const named = [...text.matchAll(/(?:\bt\(|i18n\.t\(|says: |keys\.add\()'([\w-]+)'/g)].map((found) => found[1]);
    missing.push(...named.filter((id) => !known.has(id)).map((id) => `${name}: ${id}`));
  }
  assert.deepEqual(missing, []);
});
