// A file from a server, or why there is none.

import { LoadError } from './load-error.js';

/** The name of the file that an address leads to. @param {URL} address */
const named = (address) => address.pathname.split('/').pop();

/** @param {'missing' | 'network'} reason @param {URL} address */
export const unreachable = (reason, address) => new LoadError(location.protocol === 'file:' ? 'file' : reason, named(address));

/** @param {URL} address */
export async function fetched(address) {
  const response = await fetch(address).catch(() => {
    throw unreachable('network', address);
  });
  if (!response.ok) throw new LoadError('missing', `${named(address)}: ${response.status}`);
  return response;
}
