// Hostile values and deeds, always the same for a seed.

/** Sequences on a page: a call of the driver ends after a minute, and busy machines are slow. */
const BATCH = 20;

/**
 * @typedef {object} Outcome
 * @property {string[]} faults what was promised and not kept, or said in the console; nothing is good
 * @property {number} sequences how many were done
 * @property {Record<string, number>} deeds how often each kind of deed was done to something that was there
 * @property {Record<string, number>} figures how many of each element were assailed
 */

/**
 * Does sequences of hostile deeds, up to the first fault.
 * @param {import('./engines.mjs').Session} page @param {{ origin: string }} server
 * @param {number} first the first sequence's seed @param {number} count @param {(done: number) => void} [onProgress]
 * @returns {Promise<Outcome>}
 */
export async function assailed(page, server, first, count, onProgress) {
  /** @type {Outcome} */
  const all = { faults: [], sequences: 0, deeds: {}, figures: {} };
  for (let seed = first; seed < first + count && !all.faults.length; seed += BATCH) {
    await page.open(`${server.origin}/__pages/hostile.html`);
    // Each kind has been seen once: what it is made of is there.
    await page.run(async () => {
      for (const tag of ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput']) {
        const figure = document.createElement(tag);
        document.getElementById('room')?.append(figure);
        while (!figure.shadowRoot?.querySelector('.verdict')?.textContent) await new Promise((resolve) => setTimeout(resolve, 20));
        figure.remove();
      }
    });
    const { faults, sequences, deeds, figures } = await page.run(assail, seed, Math.min(BATCH, first + count - seed));
    // But what the deeds cause: a style set as a text, which the policy names, and canvases read often.
    const said = (await page.messages()).filter(({ text }) => !/style|willReadFrequently/i.test(text));
    all.faults.push(...faults, ...said.map(({ type, text }) => `from seed ${seed} on the console has ${type}: ${text}`));
    all.sequences += sequences;
    for (const [sums, counts] of [[all.deeds, deeds], [all.figures, figures]]) {
      for (const [kind, count] of Object.entries(counts)) sums[kind] = (sums[kind] ?? 0) + count;
    }
    onProgress?.(all.sequences);
  }
  return all;
}

/**
 * Runs in the page, so it uses nothing from outside itself: does sequences of hostile deeds to figures, and holds each figure
 * to its promises after each.
 * @param {number} first the first sequence's seed @param {number} count
 * @returns {Promise<Outcome>}
 */
async function assail(first, count) {
  /** @param {number} seed */
  const chance = (seed) => {
    let state = seed * 2654435761 >>> 0;
    const next = () => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
      return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
    };
    return { next, below: (/** @type {number} */ most) => Math.floor(next() * most), one: (/** @type {any} */ from) => from[Math.floor(next() * from.length)] };
  };
  const ELEMENTS = ['gradient-descent', 'minibatch-sgd', 'noise-escape', 'batch-throughput'];
  const TEXTS = [
    '', ' ', '0', '-0', '1', '2', '7', '1.1', '0.5', '1e-320', '1e308', '1e309', '-1', 'NaN', 'Infinity', '-Infinity', '0x10', '1,5', '１０', '10 000', '9007199254740993', '4294967295', '4294967296', '100', '1000001',
    '<script>window.hit = 1</script>', '"><img src=x onerror="window.hit=1">', 'javascript:window.hit=1', '__proto__', 'constructor', '\u0000', '\ud800', '🦀', 'x'.repeat(10_000), 'epoch', 'replacement', 'gradients', 'EPOCHS', 'dark', 'ja', 'xx',
  ];
  const VALUES = [
    undefined, null, true, false, NaN, Infinity, -Infinity, -0, 0, 1, 3, 0.3, 1.7, 1e300, 5e-324, 2 ** 53, 10n, Symbol('x'), [], [1], [[2]], {}, () => 1, new Date(0), new Map(),
    { valueOf: () => 2 }, { toString() { throw new Error('no'); }, valueOf() { throw new Error('no'); } }, Object.create(null), new Proxy({}, { get() { throw new Error('no'); } }), ...TEXTS,
  ];
  const pause = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  /** @type {string[]} */
  const faults = [];
  let sequences = 0;
  /** @type {Record<string, number>} */
  const deeds = {};
  /** @type {Record<string, number>} */
  const figures = {};
  const room = document.getElementById('room') ?? document.body;
  for (let seed = first; seed < first + count && faults.length < 5; seed += 1) {
    const { below, one } = chance(seed);
    const name = one(ELEMENTS);
    const figure = /** @type {any} */ (document.createElement(name));
    sequences += 1;
    figures[name] = (figures[name] ?? 0) + 1;
    const Class = /** @type {any} */ (figure.constructor);
    const attributes = [...Class.observedAttributes, 'compact', 'fit', 'style', 'class', 'hidden', 'dir', 'unknown'];
    const properties = Class.settings.map((/** @type {any} */ setting) => setting.property).concat('theme');
    /** @type {string[]} */
    const done = [];
    const fault = (/** @type {unknown} */ what) => faults.push(`seed ${seed}, <${name}>: ${what}\n  ${done.join('\n  ').slice(0, 2000)}`.toWellFormed());
    const said = (/** @type {unknown} */ value) => {
      try {
        return String(value).slice(0, 30);
      } catch {
        return typeof value;
      }
    };
    /** Each tells by `false` that there was nothing to do it to. @type {Record<string, () => unknown>} */
    const ACTS = {
      setAttribute: () => { const [to, value] = [one(attributes), one(TEXTS)]; done.push(`${to}="${value.slice(0, 30)}"`); figure.setAttribute(to, value); },
      removeAttribute: () => { const to = one(attributes); done.push(`−${to}`); figure.removeAttribute(to); },
      setProperty: () => { const [to, value] = [one(properties), one(VALUES)]; done.push(`.${to} = ${said(value)}`); figure[to] = value; },
      play: () => { const to = one(['play', 'pause', 'reset', 'play']); done.push(`${to}()`); figure[to]?.(); },
      addSample: () => { const [x, t] = [one(VALUES), one(VALUES)]; done.push(`addSample(${said(x)}, ${said(t)})`); figure.addSample?.(x, t); },
      removeSample: () => { const at = one(VALUES); done.push(`removeSample(${said(at)})`); figure.removeSample?.(at); },
      append: () => { done.push('append'); room.append(figure); },
      remove: () => { done.push('remove'); figure.remove(); },
      read: () => { const to = one(['trajectory', 'status', 'batch', 'results', 'escaped', 'progress', 'overflowStep', 'limit']); done.push(`read ${to}`); void figure[to]; },
      disclose: () => { done.push('disclosures'); figure.shadowRoot.querySelectorAll('details').forEach((/** @type {HTMLDetailsElement} */ more) => { more.open = !more.open; }); },
      stop: () => { done.push('stop()'); figure.stop?.(); },
      adopt: () => { done.push('clone, adopt'); room.append(document.importNode(figure, true)); document.implementation.createHTMLDocument().adoptNode(figure); room.lastElementChild?.remove(); document.adoptNode(figure); },
      // What a reader does, and what no reader can.
      click: () => {
        const parts = [...figure.shadowRoot.querySelectorAll('.figure button')].filter((part) => !part.closest('.share') && !part.querySelector('.copy-label'));
        const part = one(parts);
        done.push(`click ${part?.className} ${part?.textContent.slice(0, 20)}`);
        part?.click();
        return Boolean(part);
      },
      type: () => {
        const part = one([...figure.shadowRoot.querySelectorAll('.figure input, .figure select')].filter((part) => !part.closest('.share')));
        if (!part) return false;
        part.value = one(TEXTS);
        done.push(`type ${part.id || part.className} ${part.value.slice(0, 30)}`);
        for (const type of [one(['input', 'focus', 'keydown', 'click']), 'input', one(['change', 'blur', 'input'])]) part.dispatchEvent(new Event(type, { bubbles: true }));
        return true;
      },
      key: () => {
        const part = one([...figure.shadowRoot.querySelectorAll('.figure [tabindex], .figure canvas, .figure input')]);
        const key = one(['ArrowLeft', 'ArrowUp', 'PageDown', 'Home', 'End', 'Enter', ' ', 'Delete', 'Escape', 'Tab', 'x', '']);
        done.push(`key ${key} on ${part?.className}`);
        part?.dispatchEvent(new KeyboardEvent(one(['keydown', 'keyup']), { key, bubbles: true, composed: true, cancelable: true, shiftKey: below(2) === 1 }));
        return Boolean(part);
      },
      point: () => {
        const part = one([...figure.shadowRoot.querySelectorAll('.figure canvas, .figure [tabindex], .stack')]);
        const place = () => one([0, 1, 10, 100, 300, -5, 1e9, -1e9]);
        for (let count = 1 + below(4); count > 0; count -= 1) {
          const [type, clientX, clientY] = [one(['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'pointerleave', 'click', 'wheel', 'lostpointercapture']), place(), place()];
          done.push(`${type} ${clientX} ${clientY} on ${part?.className}`);
          part?.dispatchEvent(new PointerEvent(type, { clientX, clientY, pointerId: below(3), buttons: below(2), bubbles: true, composed: true, cancelable: true }));
        }
        return Boolean(part);
      },
    };
    try {
      // Most are on the page and have started, so that there is something to lay hands on.
      if (below(4) > 0) {
        done.push('append, start');
        room.append(figure);
        void figure[properties[0]];
        if (figure.measure && below(2)) {
          done.push('samples = 8, repeats = 1, measure()');
          Object.assign(figure, { samples: 8, repeats: 1 });
          await figure.measure();
          deeds.measure = (deeds.measure ?? 0) + 1;
        }
      }
      for (let count = 2 + below(10); count > 0; count -= 1) {
        const kind = one(Object.keys(ACTS));
        try {
          if (ACTS[kind]() !== false) deeds[kind] = (deeds[kind] ?? 0) + 1;
        } catch (error) {
          // As with the browser's own attributes: what is no text makes none. The settings take anything.
          const isTheme = done.at(-1)?.startsWith('.theme') && (/** @type {any} */ (error)?.name === 'TypeError' || /** @type {any} */ (error)?.message === 'no');
          if (!isTheme) throw error;
        }
      }
      for (const attribute of ['hidden', 'style', 'class', 'fit', 'dir']) figure.removeAttribute(attribute);
      room.append(figure);
      figure.pause?.();
      await pause();
      await pause();
      const { shadowRoot } = figure;
      if (shadowRoot.querySelector('.figure').hidden) fault(`no figure: ${shadowRoot.querySelector('.failure').textContent}`);
      if (!shadowRoot.querySelector('.verdict')?.textContent) fault('no verdict');
      // After an overflow, which the message names, the numbers are what they are.
      const isNamed = /overflow|オーバーフロー/i.test(['.message', '.facts'].map((part) => shadowRoot.querySelector(part).textContent).join());
      const odd = shadowRoot.querySelector('.figure').innerText.split('\n')
        .filter((/** @type {string} */ line) => !/使えません|not accepted|needed|stays/.test(line))
        .find((/** @type {string} */ line) => /undefined|\[object|null/.test(line) || (!isNamed && /NaN/.test(line)));
      if (odd) fault(`says ${odd}`);
      const isBlank = () => [...shadowRoot.querySelectorAll('.planes canvas')].filter((canvas) => canvas.clientHeight > 60).every((canvas) => (
        !canvas.width || !canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)
      ));
      // Whether it is in view the browser tells in its own time.
      for (let turn = 0; turn < 20 && isBlank(); turn += 1) await pause();
      if (isBlank()) fault('nothing is drawn');
      // The same run as that of a figure which never had anything else.
      const twin = /** @type {any} */ (document.createElement(name));
      for (const setting of Class.settings) if (!setting.unset) twin[setting.property] = figure[setting.property];
      for (const setting of Class.settings) {
        if (setting.unset) continue;
        if (!Object.is(twin[setting.property], figure[setting.property])) fault(`${setting.property} is ${said(figure[setting.property])}, a new figure makes it ${said(twin[setting.property])}`);
      }
      if (name === 'batch-throughput') {
        // What was measured before another setting is dropped: what is left is of these samples, as often as asked at most.
        const sizes = Array.from({ length: 9 }, (_, power) => 4 ** power).filter((size) => size < twin.samples).concat(twin.samples);
        figure.stop();
        for (const { batchSize, epochMs, gradientsPerSecond } of figure.results) {
          const isOfThese = sizes.includes(batchSize) && epochMs.length <= twin.repeats && epochMs.every((/** @type {number} */ ms) => ms > 0 && Number.isFinite(ms));
          const [least, most] = [Math.min(...epochMs), Math.max(...epochMs)].map((ms) => gradientsPerSecond * ms / 1000 / twin.samples);
          if (!isOfThese || least > 1 + 1e-9 || most < 1 - 1e-9) fault(`measured ${epochMs} at ${batchSize} and tells ${gradientsPerSecond}`);
        }
      } else {
        const isOther = name === 'minibatch-sgd' && (figure._model.isEdited || figure.samples > 10_000);
        if (!figure.trajectory || (!isOther && JSON.stringify(figure.trajectory) !== JSON.stringify(twin.trajectory))) fault('another run than that of its settings');
      }
      if ('hit' in window) fault('a text ran as a script');
    } catch (error) {
      fault(`threw ${error} ${error instanceof Error ? error.stack : ''}`);
    }
    figure.remove();
  }
  return { faults, sequences, deeds, figures };
}
