// Programs that a test starts, and their end: whatever happens, nothing that was started here stays behind.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<Processes>} */
const running = new Set();

/** A group of programs that share a temporary folder, in which they also keep their profiles. */
export class Processes {
  /** @type {import('node:child_process').ChildProcess[]} */
  #children = [];
  /** What the programs wrote, for when one of them fails. */
  log = '';

  constructor() {
    watch();
    this.folder = mkdtempSync(join(tmpdir(), 'gf-'));
    running.add(this);
  }

  /**
   * Starts a program; its `TMPDIR` marks it, and all that it starts in turn, as ours.
   * @param {string} program
   * @param {string[]} parameters
   * @param {{ env?: Record<string, string>, pipe?: boolean }} [options] `pipe`: opens file descriptor 3 for reading
   */
  start(program, parameters, { env = {}, pipe = false } = {}) {
    const { http_proxy, https_proxy, HTTP_PROXY, HTTPS_PROXY, all_proxy, ALL_PROXY, ...inherited } = process.env;
    const child = spawn(program, parameters, {
      env: { ...inherited, TMPDIR: this.folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe', pipe ? 'pipe' : 'ignore'],
    });
    child.on('error', (error) => (this.log += `${program}: ${error.message}\n`));
    child.stdout?.on('data', (data) => (this.log += data));
    child.stderr?.on('data', (data) => (this.log += data));
    this.#children.push(child);
    return child;
  }

  /** Ends everything, as `end` does, and waits until it has. */
  async ended() {
    const alive = this.#children.filter(({ pid, exitCode, signalCode }) => pid && exitCode === null && signalCode === null);
    const exits = alive.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    this.end();
    await Promise.all(exits);
  }

  /** Ends everything and removes the folder. Works without waiting, so that it can run while Node exits. */
  end() {
    if (!running.delete(this)) return;
    const roots = this.#children.flatMap(({ pid, exitCode }) => (pid && exitCode === null ? [pid] : []));
    // Twice, for what a dying program may still have started.
    for (let round = 0; round < 2; round += 1) {
      for (const pid of new Set([...descendants(roots), ...marked(this.folder)])) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended by itself.
        }
      }
    }
    for (const { stdio } of this.#children) stdio.forEach((stream) => stream?.destroy());
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

let watching = false;

// Ctrl-C, an end by the test runner and its sudden death all end here.
function watch() {
  if (watching) return;
  watching = true;
  const endAll = () => [...running].forEach((processes) => processes.end());
  // Before the test runner's own listener, which throws when its reader is gone.
  process.prependListener('exit', endAll);
  process.stdout.on('error', () => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      endAll();
      process.exit(130);
    });
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000).unref();
}

/** `roots` and all that descends from them. */
function descendants(/** @type {number[]} */ roots) {
  const found = new Set(roots);
  const table = processTable();
  for (let grown = true; grown; ) {
    grown = false;
    for (const [pid, parent] of table) {
      if (found.has(parent) && !found.has(pid)) grown = Boolean(found.add(pid));
    }
  }
  return [...found];
}

/** @returns {[number, number][]} every process with its parent */
function processTable() {
  if (process.platform === 'win32') return [];
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  if (stdout) return stdout.trim().split('\n').map((line) => /** @type {[number, number]} */ (line.trim().split(/\s+/).map(Number)));
  return linuxProcesses().map((pid) => [pid, Number(read(`/proc/${pid}/stat`).replace(/.*\) . /s, '').split(' ')[0])]);
}

/** The processes whose temporary folder is ours, also those that no longer descend from us. */
function marked(/** @type {string} */ folder) {
  return linuxProcesses().filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(`TMPDIR=${folder}`));
}

function linuxProcesses() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && pid !== process.pid);
}

function read(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @returns {Promise<number>} a port that nothing listens on */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** Waits until `check` returns something, at most `seconds`. */
export async function until(/** @type {() => any} */ check, seconds = 20) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
