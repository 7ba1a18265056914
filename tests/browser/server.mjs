// A static server on the loopback interface, as strict as a host can be: what works here works under any policy.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** The built page: dist/ of the project, or what the environment variable DIST names. */
export const DIST = process.env.DIST ?? join(HERE, '..', '..', 'dist');

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];
const TRUSTED_TYPES = ["require-trusted-types-for 'script'", "trusted-types 'none'"];

const HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  // Cross-origin isolation makes performance.now() fine-grained.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * @typedef {object} Answer
 * @property {number} [status]
 * @property {string} [type] the content type
 * @property {string | Uint8Array} [body] without it, the file's own bytes
 * @property {number} [delay] milliseconds before the answer
 * @property {number} [truncate] how many bytes of the body to send before the connection breaks
 */

/**
 * Starts a server on a free port.
 *
 * - `/…` (or `/prefix/…`): the built page
 * - `/only-<element>.html`: the built page with nothing on it but its first figure of that kind, which loads and draws sooner
 * - `/__pages/…`: the test pages in tests/browser/pages
 * - `/__frame?width=360&height=800&src=/…`: that page in a frame of exactly that size
 *
 * @param {object} [options]
 * @param {string} [options.dist] another folder to serve
 * @param {string} [options.prefix] the sub-path that it is served under, e.g. `/some/where`
 * @param {(path: string) => Answer | undefined | Promise<Answer | undefined>} [options.override]
 *   another answer for a path, which is given without the prefix
 * @param {string | false} [options.csp] another content security policy, or none
 * @param {Record<string, string>} [options.headers] others than usual, or more
 */
export async function startServer({ dist = DIST, prefix = '', override, csp, headers = {} } = {}) {
  /** @type {{ path: string, status: number }[]} */
  const requests = [];
  const policy = csp ?? [...POLICY, ...TRUSTED_TYPES].join('; ');

  /** @returns {Promise<Answer & { policy?: string | false }>} */
  async function answer(/** @type {URL} */ url) {
    const path = decodeURIComponent(url.pathname);
    if (path === '/__probe.js') return file(HERE, '/probe.js');
    if (path === '/__frame') return { ...frame(url.searchParams), policy: `${POLICY.join('; ')}; frame-src 'self'` };
    if (path === '/__frame.css') return { type: TYPES['.css'], body: FRAME_STYLE };
    if (path.startsWith('/__pages/')) return file(join(HERE, 'pages'), path.slice('/__pages'.length));
    if (!path.startsWith(`${prefix}/`)) return { status: 404 };
    const inside = path.slice(prefix.length);
    const other = await override?.(inside);
    const [, tag] = /^\/only-([a-z-]+)\.html$/.exec(inside) ?? [];
    if (tag && !other) return only(dist, tag);
    return other ? { ...(other.body === undefined ? await file(dist, inside) : {}), ...other } : file(dist, inside);
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { status = 200, type, body = '', delay = 0, truncate, policy: own = policy } = await answer(url);
    requests.push({ path: url.pathname, status });
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    const html = type?.startsWith('text/html');
    const bytes = Buffer.from(html ? withProbe(body) : body);
    response.writeHead(status, {
      ...HEADERS,
      ...headers,
      ...(html && own && { 'Content-Security-Policy': own }),
      'Content-Type': type ?? 'text/plain',
      'Content-Length': bytes.length,
    });
    if (truncate === undefined) response.end(bytes);
    else response.write(bytes.subarray(0, truncate), () => response.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    /** The address of a file of the built page. */
    url: (path = '/') => `${origin}${prefix}${path}`,
    /** Every request so far. */
    requests,
    /** Lets the program end while the server runs. */
    unref: () => void server.unref(),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** @returns {Promise<Answer>} */
async function file(/** @type {string} */ folder, /** @type {string} */ path) {
  const name = path.endsWith('/') ? `${path}index.html` : path;
  const full = normalize(join(folder, name));
  if (!full.startsWith(normalize(folder + sep))) return { status: 403 };
  try {
    return { type: TYPES[extname(full)] ?? 'application/octet-stream', body: await readFile(full) };
  } catch {
    return { status: 404 };
  }
}

/** @returns {Promise<Answer>} */
async function only(/** @type {string} */ dist, /** @type {string} */ tag) {
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const [figure] = new RegExp(`<${tag}[ >].*?</${tag}>`, 's').exec(page) ?? [];
  const parts = /^(.*<main>).*(<footer>.*)$/s.exec(page);
  if (!figure || !parts) return { status: 404 };
  return { type: TYPES['.html'], body: `${parts[1]}<h1>${tag}</h1>${figure}${parts[2]}` };
}

function withProbe(/** @type {string | Uint8Array} */ body) {
  const html = Buffer.from(body).toString();
  const probe = '<script src="/__probe.js"></script>';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + probe) : probe + html;
}

// Windows of Firefox and WebKit cannot be as narrow as a phone.
function frame(/** @type {URLSearchParams} */ query) {
  const escape = (/** @type {string} */ text) => text.replace(/[&"<]/g, (character) => `&#${character.charCodeAt(0)};`);
  const attribute = (/** @type {string} */ name) => `${name}="${escape(query.get(name) ?? '')}"`;
  const body = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>frame</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/__frame.css"></head>
<body><iframe id="frame" ${attribute('width')} ${attribute('height')} ${attribute('src')}></iframe></body></html>`;
  return { type: TYPES['.html'], body };
}
const FRAME_STYLE = 'body { margin: 0 } iframe { border: 0; display: block }';
