// Runs all browser suites: the engines side by side, each in a process of its own with one browser for all its suites; then,
// alone, the tests that measure time.
//
//   ENGINE=chromium,firefox node tests/browser/run.mjs [part of a file's name]
//
// What each process reports goes to browser-tests-<name>.tap in target/, or in the folder that RESULTS names, the counts of all
// together to browser-tests.tap.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { engines } from './engines.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const RESULTS = process.env.RESULTS ?? join(HERE, '..', '..', 'target');
const part = process.argv[2] ?? '';

const files = readdirSync(HERE).filter((name) => name.endsWith('.test.mjs') && name.includes(part)).sort().map((name) => join(HERE, name));
if (!files.length) throw new Error(`no suite's name contains "${part}"`);
const source = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
/** Those that share the engine's browser. */
const suites = files.filter((file) => source.get(file)?.includes("'./fixture.mjs'"));
/** Those that start what they need themselves. */
const others = files.filter((file) => !suites.includes(file));
const timed = suites.filter((file) => source.get(file)?.includes('test.alone('));

/** @typedef {{ name: string, pass: number, fail: number, skipped: number, isDone: boolean, failures: string[] }} Outcome */

/** The processes that run. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // Each ends its own browser; nothing more is started.
    for (const child of running) child.kill('SIGTERM');
    process.exit(130);
  });
}

/**
 * Runs files in a process, each line that it prints led by its name.
 * @param {string} name @param {string[]} parameters of Node @param {Record<string, string>} env
 * @returns {Promise<Outcome>}
 */
async function run(name, parameters, env) {
  const report = join(RESULTS, `browser-tests-${name.replaceAll(' ', '-')}.tap`);
  const child = spawn(process.execPath, [
    '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${report}`, ...parameters,
  ], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  /** @type {string[]} */
  const lines = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    console.log(`${name} │ ${line}`);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  running.delete(child);
  const text = readFileSync(report, 'utf8');
  // The last: what a test prints stands in the report too.
  const count = (/** @type {string} */ what) => Number([...text.matchAll(new RegExp(`^# ${what} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? NaN);
  const [pass, fail, skipped] = ['pass', 'fail', 'skipped'].map(count);
  const from = lines.indexOf('✖ failing tests:');
  return { name, pass, fail: fail + count('cancelled'), skipped, isDone: code === 0, failures: from < 0 ? [] : lines.slice(from) };
}

mkdirSync(RESULTS, { recursive: true });
const start = Date.now();
const withoutClock = suites.length ? engines().map((engine) => run(engine, [join(HERE, 'suites.mjs'), ...suites], { ENGINE: engine, CLOCK: 'without' })) : [];
const alone = others.length ? [run('others', ['--test', '--test-concurrency=1', ...others], { ENGINE: engines().join() })] : [];
const outcomes = await Promise.all([...withoutClock, ...alone]);
const between = Date.now();
for (const engine of timed.length ? engines() : []) {
  outcomes.push(await run(`${engine} alone`, [join(HERE, 'suites.mjs'), ...timed], { ENGINE: engine, CLOCK: 'only' }));
}

const seconds = (/** @type {number} */ from, /** @type {number} */ to) => `${Math.round((to - from) / 1000)} s`;
console.log(`\nside by side: ${seconds(start, between)}; alone: ${seconds(between, Date.now())}`);
for (const { name, pass, fail, skipped, isDone, failures } of outcomes) {
  console.log(`${name}: ${pass} passed, ${fail} failed, ${skipped} skipped${isDone ? '' : ' ✖'}`);
  for (const line of failures) console.log(`${name} │ ${line}`);
}
const sum = (/** @type {'pass' | 'fail' | 'skipped'} */ what) => outcomes.reduce((all, outcome) => all + outcome[what], 0);
writeFileSync(join(RESULTS, 'browser-tests.tap'), `# pass ${sum('pass')}\n# fail ${sum('fail')}\n# skipped ${sum('skipped')}\n`);
if (!outcomes.every(({ isDone }) => isDone)) process.exitCode ||= 1;
