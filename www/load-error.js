// What can go wrong while loading.

/** Why the figures cannot start, as a key of the texts. */
export class LoadError extends Error {
  /**
   * @param {'file' | 'missing' | 'network' | 'blocked' | 'broken' | 'unsupported'} reason
   * @param {string} [detail]
   */
  constructor(reason, detail = '') {
    super(`${reason} ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}
