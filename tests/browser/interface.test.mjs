// What is told of the elements is what they have, and nothing else: in the package, in every engine.

import assert from 'node:assert/strict';
import { detailOf, eventsOf, methodsOf, partsOf, reasonsOf, valuesOf } from '../../package/documents.mjs';
import { ATTRIBUTES, ELEMENTS, ERROR, EXPORTS, MODULE, PROPERTIES } from '../../package/interface.mjs';
import { inEveryEngine } from './fixture.mjs';

/** @typedef {import('../../package/interface.mjs').Setting} Setting */

const html = (/** @type {string} */ head, body = '') => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>interface</title><link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`,
});
const script = (/** @type {string} */ body) => ({ type: 'text/javascript; charset=utf-8', body });
/** Writes down what a build has, where the driver of Firefox, which runs code of its own beside the page's, can read it. */
const noting = (/** @type {string} */ build) => `
  const elements = ${JSON.stringify(ELEMENTS.map(({ tag, className }) => [tag, className]))};
  ${build}.ready.then((value) => {
    const isSame = elements.every(([tag, name]) => customElements.get(tag) === ${build}[name] && new ${build}[name]().localName === tag);
    document.documentElement.dataset.told = JSON.stringify({ names: Object.keys(${build}).sort(), isReady: value === undefined, isSame });
  });`;
const modular = (/** @type {string} */ path) => script(`import * as build from './${path}';${noting('build')}`);

/** Pages beside the package's files. @type {Record<string, import('./server.mjs').Answer>} */
const PAGES = {
  '/package/single.html': html('<script type="module" src="single.js"></script>'),
  '/package/single.js': modular('gradient-figures.js'),
  '/package/beside.html': html('<script type="module" src="beside.js"></script>'),
  '/package/beside.js': modular(MODULE),
  '/package/classic.html': html('<script src="gradient-figures.classic.js"></script><script src="classic.js"></script>'),
  '/package/classic.js': script(noting('GradientFigures')),
};
for (const { tag, example } of ELEMENTS) {
  PAGES[`/package/${tag}.html`] = html('<script type="module" src="gradient-figures.js"></script>', `${example.html}<script src="${tag}.js"></script>`);
  PAGES[`/package/${tag}.js`] = script(example.script);
}

/** A value that is accepted and is not the one at first. @param {Setting} setting */
function another({ default: standard, words, whole }) {
  if (words) return words.find((word) => word !== standard);
  return whole ? Number(standard ?? 2) + 1 : Number(standard) / 2;
}

/** The next float64 upwards of a number of at least 0. @param {number} value */
function above(value) {
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0] += 1n;
  return new Float64Array(bits.buffer)[0];
}

/**
 * The numbers just inside and just outside of what is accepted; the least of what need not be whole is 0 or below.
 * @param {{ least?: number, most?: number | string, whole?: boolean }} range
 * @param {number} [limit] what a property has that is the limit
 */
function edges({ least, most, whole }, limit) {
  const top = typeof most === 'string' ? /** @type {number} */ (limit) : most;
  const next = whole ? (/** @type {number} */ value) => value + 1 : above;
  const before = (/** @type {number} */ value) => (whole ? value - 1 : -above(Math.abs(value)));
  return {
    inside: [least ?? -Number.MAX_VALUE, top ?? (whole ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE)],
    outside: [
      ...(least === undefined ? [] : [before(least)]), ...(top === undefined ? [] : [next(top)]), ...(whole ? [/** @type {number} */ (least) + 0.5] : []), Infinity, -Infinity, NaN,
    ],
  };
}

inEveryEngine('interface', ({ test, page, serve, silent }) => {
  const site = () => serve({ override: (path) => PAGES[path] });
  /** Opens a page with nothing on it but what makes figures. In it `made` makes one, shows it, and writes down what it fires. */
  const open = async (path = '/package/single.html') => {
    await page.open((await site()).url(path));
    await page.waitFor(() => /** @type {any} */ (document.createElement('batch-throughput')).samples);
    await page.run(() => {
      const dispatch = EventTarget.prototype.dispatchEvent;
      const window_ = /** @type {any} */ (window);
      window_.fired = [];
      EventTarget.prototype.dispatchEvent = function (event) {
        if (event instanceof CustomEvent) {
          const { type, detail, bubbles, composed } = event;
          window_.fired.push({ type, keys: Object.keys(detail).sort(), reason: detail.reason, isHeard: bubbles && composed });
        }
        return dispatch.call(this, event);
      };
      window_.settled = async () => {
        for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      };
      window_.made = async (/** @type {string} */ tag, /** @type {boolean} */ isQuiet) => {
        const figure = document.createElement(tag);
        document.body.replaceChildren(figure);
        const loaded = new Promise((resolve) => figure.addEventListener('figure-load', resolve, { once: true }));
        await loaded;
        await window_.settled();
        if (isQuiet) window_.fired.length = 0;
        return figure;
      };
    });
  };

  test('every build exports what is told of', async () => {
    const names = [...ELEMENTS.map(({ className }) => className), ...EXPORTS.map(({ name }) => name)].sort();
    for (const build of ['single', 'beside', 'classic']) {
      await page.open((await site()).url(`/package/${build}.html`));
      const seen = await page.waitFor(() => document.documentElement.dataset.told);
      assert.deepEqual(JSON.parse(seen), { names, isReady: true, isSame: true }, build);
      await silent();
    }
  });

  for (const element of ELEMENTS) {
    const { tag, settings, rows, statuses } = element;
    const values = valuesOf(element);

    test(`<${tag}> has the attributes and members that are told of, and no others`, async () => {
      await open();
      const seen = await page.run((tag) => {
        const figure = document.createElement(tag);
        const kinds = /** @type {Record<string, string[]>} */ ({ methods: [], settable: [], readable: [], own: Object.keys(figure) });
        for (let at = Object.getPrototypeOf(figure); at !== HTMLElement.prototype; at = Object.getPrototypeOf(at)) {
          for (const [name, { get, set, value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
            if (get || set) kinds[set ? 'settable' : 'readable'].push(name);
            else kinds.methods.push(`${name}/${value.length}`);
          }
        }
        return { kinds, observed: /** @type {any} */ (customElements.get(tag)).observedAttributes };
      }, tag);
      // What the figures share among themselves has an underscore, or one or two letters once it is built; browsers ask for the rest.
      const isPublic = (/** @type {string} */ name) => !/^_|^.{1,2}(\/|$)|^(constructor|(adopted|connected|disconnected|attributeChanged)Callback)\//.test(name);
      const told = (/** @type {{ name: string }[]} */ list) => list.map(({ name }) => name).sort();
      const kinds = Object.fromEntries(Object.entries(seen.kinds).map(([kind, names]) => [kind, [...new Set(names.filter(isPublic))].sort()]));
      assert.deepEqual(kinds, {
        methods: methodsOf(element).map(({ name, parameters }) => `${name}/${parameters.length}`).sort(),
        settable: [...settings.map(({ property }) => property), ...told(PROPERTIES)].sort(),
        readable: told(values),
        own: [],
      });
      assert.ok(Object.values(kinds).flat().length < Object.values(seen.kinds).flat().length, 'something is not public');
      assert.deepEqual(seen.observed.sort(), [
        ...settings.map(({ attribute }) => attribute), ...ATTRIBUTES.filter(({ type }) => type !== 'boolean').map(({ name }) => name),
      ].sort());
    });

    test(`<${tag}> begins with the defaults, reflects what is set, and fires nothing for it`, async () => {
      await open();
      const seen = await page.run(async (tag, settings) => {
        const { made, fired, settled } = /** @type {any} */ (window);
        const figure = await made(tag, true);
        const state = () => settings.map((/** @type {any} */ { property, attribute }) => [figure[property], figure.getAttribute(attribute)]);
        const first = state();
        /** @type {any[][]} */
        const [set, written, removed] = [[], [], []];
        for (const { property, attribute, value } of settings) {
          figure[property] = value;
          set.push([figure[property], figure.getAttribute(attribute)]);
          await settled();
        }
        figure.reset();
        const reset = state();
        for (const { property, attribute, value } of settings) {
          figure.setAttribute(attribute, value);
          written.push(figure[property]);
          figure.removeAttribute(attribute);
          removed.push(figure[property]);
        }
        await settled();
        return { first, set, reset, written, removed, fired };
      }, tag, settings.map((setting) => ({ ...setting, value: another(setting) })));
      const standard = settings.map(({ default: value }) => value ?? settings.find(({ property }) => property === 'steps')?.default);
      assert.deepEqual(seen.first, standard.map((value) => [value, null]));
      assert.deepEqual(seen.set, settings.map((setting) => [another(setting), String(another(setting))]));
      assert.deepEqual(seen.reset, seen.first);
      assert.deepEqual(seen.written, settings.map(another));
      assert.deepEqual(seen.removed, standard);
      assert.deepEqual(seen.fired, []);
      await silent();
    });

    test(`<${tag}> accepts what lies just inside of a range and refuses what lies just outside`, async () => {
      await open();
      for (const setting of settings.filter(({ words }) => !words)) {
        const { property, default: standard, most } = setting;
        const limit = settings.find((other) => other.property === most)?.default;
        const { inside, outside } = edges(setting, Number(limit));
        // As texts on the way: JSON has no infinity, and a driver may round.
        const seen = await page.run(async (tag, property, values) => {
          const { made, fired } = /** @type {any} */ (window);
          const figure = await made(tag, true);
          const now = [];
          for (const value of values) {
            figure[property] = Number(value);
            now.push([String(figure[property]), fired.splice(0).map((/** @type {any} */ { type, reason }) => `${type} ${reason}`)]);
          }
          return now;
        }, tag, property, [...inside, ...outside].map(String));
        // A step beyond the last is accepted and shows the last.
        const steps = settings.find((other) => other.property === 'steps')?.default;
        const kept = (/** @type {number} */ value) => String(standard === null ? Math.min(value, Number(steps)) : value);
        assert.deepEqual(seen, [
          ...inside.map((value) => [kept(value), []]), ...outside.map(() => [kept(inside[1]), [`figure-error ${property}`]]),
        ], `${property}: ${inside} and ${outside}`);
      }
      const chosen = await page.run(async (tag, settings) => {
        const { made, fired } = /** @type {any} */ (window);
        const figure = await made(tag, true);
        return settings.map((/** @type {any} */ { property, words }) => [...words, 'none', ''].map((word) => {
          figure[property] = word;
          return [figure[property], fired.splice(0).map((/** @type {any} */ { reason }) => reason).join()];
        }));
      }, tag, settings.filter(({ words }) => words));
      assert.deepEqual(chosen, settings.flatMap(({ property, words }) => (words ? [
        [...words.map((word) => [word, '']), [words.at(-1), property], [words.at(-1), property]],
      ] : [])));
      await silent();
    });

    test(`<${tag}> returns values of the types that are told of`, async () => {
      await open();
      const seen = await page.run(async (tag, values, methods) => {
        const { made, settled } = /** @type {any} */ (window);
        const figure = await made(tag, true);
        const kind = (/** @type {any} */ value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value?.then === 'function' ? 'promise' : typeof value);
        const shape = (/** @type {any} */ value) => (kind(value) === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, kind(inner)])) : kind(value));
        // What is measured takes time.
        const small = () => figure.measure && Object.assign(figure, { samples: 16, repeats: 1 });
        small();
        const called = [];
        for (const { name, parameters } of methods) {
          const value = figure[name](...parameters.map(() => 0));
          called.push([name, kind(value), shape(await value)]);
          await settled();
        }
        small();
        await figure.measure?.();
        const read = values.map((/** @type {any} */ { name }) => [name, shape(figure[name]), shape(Array.isArray(figure[name]) ? figure[name].at(-1) : Object.values(figure[name] ?? {})[0]?.at?.(-1))]);
        return { called, read };
      }, tag, values, methodsOf(element).map((method) => ({ ...method })));
      const kinds = (/** @type {string} */ type) => type.split(' | ').flatMap((one) => {
        if (one.endsWith('[]')) return 'array';
        if (one.startsWith('Promise<')) return 'promise';
        if (one.endsWith('Status')) return 'string';
        return one === 'void' ? 'undefined' : one;
      });
      const fields = (/** @type {string} */ type) => Object.fromEntries(rows.find(({ name }) => name === type)?.fields.map((field) => [field.name, kinds(field.type)[0]]) ?? []);
      for (const [name, kind, inner] of seen.called) {
        const { returns } = /** @type {import('../../package/interface.mjs').Method} */ (methodsOf(element).find((method) => method.name === name));
        assert.ok(kinds(returns).includes(kind), `${name}() returns ${kind}`);
        if (returns.startsWith('Promise<')) assert.ok(kinds(returns.slice(8, -1)).includes(inner), `${name}() is a promise of ${inner}`);
      }
      for (const [name, shape, row] of seen.read) {
        const { type } = /** @type {import('../../package/interface.mjs').Value} */ (values.find((value) => value.name === name));
        const object = rows.find((one) => one.name === type);
        if (object) assert.deepEqual(shape, fields(type), name);
        else assert.ok(kinds(type).includes(shape), `${name} is ${shape}`);
        const rowType = (object ? object.fields[0].type : type).replace('[]', '');
        if (rows.some((one) => one.name === rowType)) assert.deepEqual(row, fields(rowType), `the rows of ${name}`);
      }
      await silent();
    });

    if (statuses.length) {
      test(`<${tag}> comes to every status that is told of`, async () => {
        await open();
        const seen = await page.run(async (tag, statuses) => {
          const found = [];
          for (const { example } of statuses) found.push(Object.assign(await /** @type {any} */ (window).made(tag), example).status);
          return found;
        }, tag, statuses);
        assert.deepEqual(seen, statuses.map(({ word }) => word));
        await silent();
      });
    }

    test(`<${tag}> fires the events that are told of, with what they carry, and no others`, async () => {
      await open();
      const fired = await page.run(async (tag) => {
        const { made, fired, settled } = /** @type {any} */ (window);
        const figure = await made(tag, false);
        const range = figure.shadowRoot.querySelector('.control .range');
        range.value = String((Number(range.min) + Number(range.max)) / 3);
        for (const type of ['input', 'change']) range.dispatchEvent(new Event(type, { bubbles: true }));
        await settled();
        figure.shadowRoot.querySelector('.button-back')?.click();
        await settled();
        if (figure.measure) {
          Object.assign(figure, { samples: 16, repeats: 1 });
          await figure.measure();
        }
        figure.seed = -1;
        figure.learningRate = -1;
        await settled();
        figure._call(() => { throw new Error('meant'); });
        await settled();
        return fired;
      }, tag);
      const told = Object.fromEntries(eventsOf(element).map(({ name }) => [name, detailOf(element).map((value) => value.name).sort()]));
      assert.deepEqual([...new Set(fired.map((/** @type {any} */ { type }) => type))].sort(), Object.keys(told).sort());
      const reasons = new Set(reasonsOf(element).map(({ name }) => name));
      let ends = 0;
      for (const { type, keys, reason, isHeard } of fired) {
        assert.ok(isHeard, `${type} bubbles and is composed`);
        if (type !== 'figure-error') {
          assert.deepEqual(keys, told[type], type);
          continue;
        }
        const isEnd = reason === 'panic';
        ends += Number(isEnd);
        assert.ok(reasons.has(reason), reason);
        assert.deepEqual(keys, ERROR.map(({ name }) => name).filter((name) => isEnd || name !== 'error').sort(), reason);
      }
      assert.equal(ends, 1);
    });

    test(`<${tag}> has the parts that are told of once all is opened, one slot, and the state of a failure`, async () => {
      await open();
      const seen = await page.run(async (tag, names) => {
        const { made, settled } = /** @type {any} */ (window);
        const figure = await made(tag, true);
        const { shadowRoot: root } = figure;
        const all = (/** @type {string} */ selector) => [...root.querySelectorAll(selector)];
        for (let closed = all('details:not([open])'); closed.length; closed = all('details:not([open])')) {
          for (const details of closed) details.open = true;
          for (let go = 0; go < 50 && !root.querySelector('.share-panel'); go += 1) await settled();
        }
        const parts = [...new Set(all('[part]').flatMap((one) => [...one.part]))].sort();
        const slots = all('slot').map((slot) => slot.name);
        const before = figure.matches(':state(failed)');
        const [kept] = names;
        const value = figure[kept] + 1;
        figure[kept] = value;
        figure._call(() => { throw new Error('meant'); });
        const isKept = figure[kept] === value;
        const left = names.slice(1).map((/** @type {string} */ name) => typeof figure[name]);
        return { parts, slots, isShown: !root.querySelector('slot').hidden, states: [before, figure.matches(':state(failed)')], isKept, left, isNone: figure.status === null, hasPanel: Boolean(root.querySelector('.share-panel')) };
      }, tag, settings.filter(({ words, whole, default: standard }) => !words && whole && standard !== null).map(({ property }) => property));
      assert.deepEqual(seen.parts, partsOf(element).map(({ name }) => name).sort());
      assert.deepEqual(seen.slots, ['']);
      assert.deepEqual([seen.isShown, seen.states, seen.isKept, seen.hasPanel], [true, [false, true], true, true]);
      assert.deepEqual([...new Set(seen.left)].filter((kind) => kind !== 'undefined'), [], 'what was never set is undefined');
      assert.equal(seen.isNone, statuses.length > 0);
    });

    test(`<${tag}> does what its example says`, async () => {
      await page.open((await site()).url(`/package/${tag}.html`));
      const first = await page.waitFor(() => window.__probe.messages[0]);
      assert.equal(first.type, 'console.log');
      const seen = await page.run((tag, settings) => {
        const figure = /** @type {any} */ (document.querySelector(tag));
        return settings.map((/** @type {any} */ { property, attribute }) => [attribute, figure.getAttribute(attribute), figure[property]]).filter((/** @type {any} */ [, written]) => written !== null);
      }, tag, settings);
      const written = [...element.example.html.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
      for (const [name, value] of written) assert.deepEqual(seen.find((/** @type {any} */ [attribute]) => attribute === name), [name, value, Number(value)]);
      assert.deepEqual([...new Set((await page.messages()).filter(({ source }) => source === 'page').map(({ type }) => type))], ['console.log']);
    });
  }

  test('the samples that are added lie in the range that is told of', async () => {
    await open();
    const element = ELEMENTS.find(({ tag }) => tag === 'minibatch-sgd');
    const { parameters } = /** @type {import('../../package/interface.mjs').Method} */ (element?.methods.find(({ name }) => name === 'addSample'));
    for (const [at, parameter] of parameters.entries()) {
      const { inside, outside } = edges(parameter);
      const seen = await page.run(async (at, values) => {
        const { made, fired } = /** @type {any} */ (window);
        const figure = await made('minibatch-sgd', true);
        return values.map((/** @type {string} */ value) => {
          const isDone = figure.addSample(...[0, 0].with(at, Number(value)));
          return [isDone, fired.splice(0).map((/** @type {any} */ { reason }) => reason).join()];
        });
      }, at, [...inside, ...outside].map(String));
      assert.deepEqual(seen, [...inside.map(() => [true, '']), ...outside.map(() => [false, 'sample'])], parameter.name);
    }
    const removed = await page.run(async () => {
      const { made, fired } = /** @type {any} */ (window);
      const figure = await made('minibatch-sgd', true);
      figure.samples = 3;
      return [-1, 0.5, 3, 2, 0].map((index) => [figure.removeSample(index), fired.splice(0).map((/** @type {any} */ { reason }) => reason).join()]);
    });
    assert.deepEqual(removed, [[false, 'removal'], [false, 'removal'], [false, 'removal'], [true, ''], [false, 'removal']]);
    await silent();
  });

  test('the attributes that every figure has do what is told of them', async () => {
    await open();
    for (const { tag } of ELEMENTS) {
      const seen = await page.run(async (tag, [{ name, words, default: standard }]) => {
        const { made, fired, settled } = /** @type {any} */ (window);
        const figure = await made(tag, true);
        const { shadowRoot: root } = figure;
        const themes = [figure[name], ...[...words, 'none'].map((word) => {
          figure[name] = word;
          return [figure.getAttribute(name), figure[name], getComputedStyle(figure).colorScheme];
        })];
        figure.removeAttribute(name);
        const isSeen = (/** @type {Element} */ one) => one.getClientRects().length > 0;
        const switched = (/** @type {string} */ attribute, /** @type {() => unknown} */ look) => [false, true].map((isOn) => {
          figure.toggleAttribute(attribute, isOn);
          return look();
        });
        const compact = switched('compact', () => [isSeen(root.querySelector('.pair')), isSeen(root.querySelector('.verdict'))]);
        figure.removeAttribute('compact');
        const fit = switched('fit', () => figure.getBoundingClientRect().height === innerHeight);
        figure.removeAttribute('fit');
        const words_ = [];
        for (const lang of ['en', 'ja-JP']) {
          figure.lang = lang;
          for (let go = 0; go < 50 && root.querySelector('.figure').lang !== lang.slice(0, 2); go += 1) await settled();
          await settled();
          words_.push(/[ぁ-ん一-龯]/.test(root.querySelector('.figure').innerText));
        }
        return { themes, standard, compact, fit, words: words_, fired: fired.length };
      }, tag, PROPERTIES);
      assert.deepEqual(seen.themes, ['auto', ['auto', 'auto', 'normal'], ['light', 'light', 'light'], ['dark', 'dark', 'dark'], ['none', 'auto', 'normal']], tag);
      assert.equal(seen.standard, seen.themes[0]);
      assert.deepEqual([seen.compact, seen.fit, seen.words, seen.fired], [[[true, true], [false, true]], [false, true], [false, true], 0], tag);
    }
    await silent();
  });
});
