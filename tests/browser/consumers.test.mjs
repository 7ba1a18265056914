// The package as others install it: from the file that npm would publish, in an empty folder.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { engines, withEngine } from './engines.mjs';
import { DIST, startServer } from './server.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

describe('the package, installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gf-consumer-'));
  const installed = join(folder, 'node_modules', 'gradient-figures');

  before(() => {
    execFileSync(npm, ['pack', '--silent', '--pack-destination', folder, join(DIST, 'package')], { cwd: folder });
    const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, archive), '-C', installed, '--strip-components=1']);
    for (const name of ['vite', 'node']) cpSync(join(PROJECT, 'tests', 'consumers', name), join(folder, name), { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('every file that package.json names is in it', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    /** @param {unknown} value @returns {string[]} */
    const files = (value) => (typeof value === 'string' ? [value] : Object.values(/** @type {object} */ (value)).flatMap(files));
    const named = [...files(manifest.exports), manifest.main, manifest.types, manifest.unpkg, manifest.jsdelivr, manifest.customElements];
    assert.ok(named.length > 10);
    for (const name of named) assert.ok(readFileSync(join(installed, name)).length > 0, name);
    assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
  });

  test('Node imports it, and nothing happens', () => {
    const printed = execFileSync(process.execPath, [join(folder, 'node', 'main.mjs')], { cwd: folder, encoding: 'utf8', timeout: 20_000 });
    assert.deepEqual(JSON.parse(printed), { isClass: true, elements: 4 });
  });

  test('Vite builds a page with it, the module beside the script, and the figure lives', async () => {
    const vite = join(PROJECT, 'node_modules', 'vite', 'bin', 'vite.js');
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn', join(folder, 'vite')], { cwd: folder, timeout: 60_000 });
    const dist = join(folder, 'vite', 'dist');
    const names = readdirSync(join(dist, 'assets'));
    assert.equal(names.filter((name) => name.endsWith('.wasm')).length, 1, names.join());
    const server = await startServer({ dist });
    try {
      await withEngine(engines()[0], async (page) => {
        await page.open(server.url('/'));
        await page.waitFor(() => 'ready' in document.documentElement.dataset && /** @type {any} */ (document.querySelector('gradient-descent'))?.status === 'diverging');
        await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent === 'diverges');
        assert.deepEqual(await page.messages(), []);
      });
    } finally {
      await server.close();
    }
  });
});
