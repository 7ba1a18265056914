// The package in React and Vue: what a first render sets counts, however late the module comes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inEveryEngine } from './fixture.mjs';
import { DIST } from './server.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const FRAMEWORKS = ['react', 'vue'];

/** Vue makes a Trusted Types policy for itself. */
const POLICY = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types vue";

const folder = mkdtempSync(join(tmpdir(), 'gf-frameworks-'));

before(() => {
  const modules = join(folder, 'node_modules');
  for (const name of ['react', 'react-dom', 'vue', '@vitejs/plugin-vue']) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(PROJECT, 'node_modules', name), join(modules, name), 'junction');
  }
  cpSync(join(DIST, 'package'), join(modules, 'gradient-figures'), { recursive: true });
  for (const name of FRAMEWORKS) {
    cpSync(join(PROJECT, 'tests', 'consumers', name), join(folder, name), { recursive: true });
    const vite = join(PROJECT, 'node_modules', 'vite', 'bin', 'vite.js');
    execFileSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: join(folder, name), timeout: 120_000 });
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

inEveryEngine('frameworks', ({ test, page, figure, serve, silent }) => {
  for (const name of FRAMEWORKS) {
    test(`${name}: the first render sets η = 1.1, before there is a module and after`, async () => {
      const server = await serve({
        dist: join(folder, name, 'dist'), csp: POLICY, override: (path) => (path.endsWith('.wasm') ? { delay: 1500 } : undefined),
      });
      await page.open(server.url('/'));
      const told = (/** @type {string} */ key) => page.waitFor((key) => document.documentElement.dataset[key], key);
      assert.deepEqual(JSON.parse(await told('first')), [1.1, null]);
      const descent = figure('gradient-descent');
      await descent.says('.verdict', 'diverges');
      assert.deepEqual(JSON.parse(await told('loaded')), [1.1, 20]);
      assert.deepEqual(await descent.read('learningRate', 'steps', 'status'), { learningRate: 1.1, steps: 20, status: 'diverging' });
      assert.equal(await descent.run((element) => element.hasAttribute('compact')), true);
      await page.run(() => document.querySelector('button')?.click());
      await descent.says('.verdict', 'converges');
      assert.equal(await descent.get('learningRate'), 0.4);
      assert.equal(await page.run(() => 'refused' in document.documentElement.dataset), false);
      await silent();
    });
  }
});
