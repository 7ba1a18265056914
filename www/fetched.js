// A file from a server, or why there is none.

import { LoadError } from './load-error.js';

/** The name of the file that an address leads to. @param {URL} address */
const named = (address) => address.pathname.split('/').pop();

/** @param {'missing' | 'network'} reason @param {URL} address */
export const unreachable = (reason, address) => new LoadError(address.protocol === 'file:' ? 'file' : reason, named(address));

/** Throws why a script could not be imported: an import does not say, so the script is asked for once more. @param {URL} address @returns {Promise<never>} */
export async function whyNot(address) {
  if (address.protocol !== 'file:') {
    const response = await fetched(address);
    await response.arrayBuffer().catch(() => {
      throw unreachable('network', address);
    });
  }
  throw unreachable('missing', address);
}

/** @param {URL} address */
export async function fetched(address) {
  const response = await fetch(address).catch(() => {
    throw unreachable('network', address);
  });
  if (!response.ok) throw new LoadError('missing', `${named(address)}: ${response.status}`);
  return response;
}

/**
 * Returns the module that a server has answered with: compiled while it arrives where the server says what it is, else when all of
 * it is there, for browsers refuse to stream what has another type.
 * @param {Response} response
 */
export async function compiled(response) {
  if (response.headers.get('Content-Type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
