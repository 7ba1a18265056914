// Stands before the browser's globals in builds that are also imported under Node, as when a site is rendered on a
// server: there nothing is defined and nothing is loaded.

const isBrowser = 'customElements' in globalThis;

export const HTMLElement = /** @type {typeof globalThis.HTMLElement} */ (isBrowser ? globalThis.HTMLElement : class {});
export const MutationObserver = isBrowser ? globalThis.MutationObserver : class { observe() {} };
export const customElements = isBrowser ? globalThis.customElements : { get: () => true };
export const matchMedia = isBrowser ? globalThis.matchMedia.bind(globalThis) : () => ({ addEventListener() {} });
export const addEventListener = isBrowser ? globalThis.addEventListener.bind(globalThis) : () => {};
export const document = isBrowser ? globalThis.document : { documentElement: undefined };
