// The panel that shares a figure: on every figure, what it hands out is the figure as it is.

import assert from 'node:assert/strict';
import { inEveryEngine } from './fixture.mjs';

const TARGETS = ['link', 'element', 'iframe', 'qiita', 'zenn', 'codepen', 'stackblitz', 'wordpress', 'mkdocs', 'mdbook', 'docusaurus', 'jupyter', 'notion', 'github'];

/** A figure of each kind on the page, whole, and others, compact: what its reader sets, and the attributes that say it. @type {[string, Record<string, any>, Record<string, string>][]} */
const FIGURES = [
  ['slope', { learningRate: 1.1, start: 2.5, step: 4 }, { 'learning-rate': '1.1', start: '2.5', step: '4' }],
  ['rate', { learningRate: 0.3, steps: 10 }, { 'learning-rate': '0.3' }],
  ['batches', { learningRate: 0.25, batchSize: 32, sampling: 'epoch', axis: 'epochs' }, { 'learning-rate': '0.25', 'batch-size': '32', sampling: 'epoch', axis: 'epochs' }],
  ['online', { learningRate: 0.3, samples: 100, steps: 50, step: 50, batchSize: 5 }, { 'learning-rate': '0.3', 'batch-size': '5' }],
  ['escape', { learningRate: 0.2, batchSize: 4, seed: 9, runs: 50 }, { 'learning-rate': '0.2', 'batch-size': '4', seed: '9', runs: '50' }],
  ['hardware', { samples: 64, repeats: 2 }, { samples: '64', repeats: '2' }],
];

inEveryEngine('sharing', ({ test, page, server, serve, openArticle, figure, violations }) => {
    /** Opens the page and a figure's panel. */
  const openPanel = async (/** @type {string} */ id, query = 'lang=en&theme=light', from = server) => {
    await openArticle(query, `#${id}`, { from });
    await openOn(id);
  };
  const openOn = async (/** @type {string} */ id) => {
    await page.waitFor((id) => {
      document.getElementById(id)?.scrollIntoView();
      return document.getElementById(id)?.shadowRoot?.querySelector('.verdict')?.textContent;
    }, id);
    await page.run((id) => { /** @type {any} */ (document.getElementById(id)).shadowRoot.querySelector('.share').open = true; }, id);
    await page.waitFor((id) => document.getElementById(id)?.shadowRoot?.querySelector('.share-panel'), id);
  };
  /** Sets a figure as a script would, chooses a target, and returns what the panel shows in the next frames. */
  const shown = (/** @type {string} */ id, /** @type {string} */ target, settings = {}, address = '') => page.run(async (id, target, settings, address) => {
    const figure = /** @type {any} */ (document.getElementById(id));
    const root = figure.shadowRoot;
    Object.assign(figure, settings);
    const select = root.querySelector('.share-panel select');
    select.value = target;
    select.dispatchEvent(new Event('change'));
    const field = root.querySelector('.share-address');
    field.value = address;
    field.dispatchEvent(new Event('input'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const seen = (/** @type {HTMLElement} */ part) => part.checkVisibility();
    return {
      text: seen(root.querySelector('.share-panel .copy-text')) ? root.querySelector('.share-panel .copy-text').value : undefined,
      forms: [...root.querySelectorAll('.share-panel form')].filter(seen).map((form) => ({
        action: form.action, method: form.method, target: form.target, fields: [...new FormData(form)],
      })),
      asksAddress: seen(field),
      isInvalid: field.getAttribute('aria-invalid'),
      faults: [...root.querySelectorAll('.share-panel .error')].map(({ textContent }) => textContent).filter(Boolean),
      hints: [...root.querySelectorAll('.share-panel > .hint')].map(({ textContent }) => textContent).filter(Boolean),
      edited: root.querySelector('.share-panel .message').textContent,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    };
  }, id, target, settings, address);

  /** Waits until the hashes of the scripts, which come a moment after the panel, are in the lines. */
  const pinned = async (/** @type {string} */ id) => {
    await shown(id, 'element');
    await figure(`#${id}`).waitFor(({ shadowRoot }) => shadowRoot.querySelector('.share-panel .copy-text').value.includes('integrity='));
  };

  /** The attributes of the first element of that name in HTML, as the browser reads it in a document of its own. */
  const attributesIn = (/** @type {string} */ html, /** @type {string} */ name) => page.run((html, name) => {
    const read = new DOMParser().parseFromString(html, 'text/html').querySelector(name);
    return read && Object.fromEntries([...read.attributes].map(({ name, value }) => [name, value]));
  }, html, name);

  for (const [id, settings, said] of FIGURES) {
    test(`${id}: every target’s lines are the figure as it is, and follow it`, async () => {
      const lax = await serve({ csp: false });
      await openPanel(id, undefined, lax);
      const [name, isCompact] = await page.run((id) => {
        const figure = /** @type {Element} */ (document.getElementById(id));
        return [figure.localName, figure.hasAttribute('compact')];
      }, id);
      const own = { ...said, ...(isCompact && { compact: '' }), theme: 'light' };
      const moved = 'learning-rate' in said ? 0.7 : undefined;
      const heights = new Set();
      for (const target of TARGETS) {
        const { text = '', wide } = await shown(id, target, settings);
        assert.equal(wide, 0, target);
        const address = /https?:\/\/127[^\s"')]*/.exec(text)?.[0];
        if (['link', 'github'].includes(target)) {
          const asked = new URL(String(address));
          for (const [attribute, value] of Object.entries(said)) assert.equal(asked.searchParams.get(`${id}.${attribute}`), value, text);
          assert.equal(asked.hash, `#${id}`);
        } else if (['notion', 'jupyter', 'iframe'].includes(target)) {
          const source = target === 'iframe' ? String((await attributesIn(text, 'iframe'))?.src) : String(address);
          const asked = new URL(source);
          assert.equal(asked.pathname, '/embed.html');
          assert.deepEqual(Object.fromEntries(asked.searchParams), { figure: name, ...own, lang: 'en' });
          const height = Number(/height="?(\d+)/.exec(text)?.[1] ?? NaN);
          assert.ok(target === 'notion' || height >= 240, text);
          heights.add(height);
        } else {
          const isPen = ['qiita', 'zenn', 'codepen', 'stackblitz'].includes(target);
          assert.deepEqual(await attributesIn(text, name), { ...own, ...(isPen && { fit: '', lang: 'en' }) }, text);
        }
        if (moved) {
          const after = await shown(id, target, { learningRate: moved });
          assert.notEqual(after.text, text, target);
          assert.match(String(after.text), /[="]0\.7(?!\d)/);
          await shown(id, target, { learningRate: settings.learningRate });
        }
      }
      heights.delete(NaN);
      // By a line at most, as what the figure tells at the moment is longer or shorter.
      const height = Math.min(...heights);
      assert.ok(Math.max(...heights) - height <= 20, [...heights].join());
      // In an article's column the frame has room for the whole figure, however wide the page was on which it was copied.
      await page.openFramed(lax.url(`/embed.html?${new URLSearchParams({ figure: name, ...own, lang: 'en' })}`), { width: 680, height });
      await page.waitFor((name) => document.querySelector(name)?.shadowRoot?.querySelector('.verdict')?.textContent, name);
      const { own: high, fits } = await page.run(async (name) => {
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100)));
        const figure = /** @type {Element} */ (document.querySelector(name));
        return { own: document.documentElement.getBoundingClientRect().height, fits: figure.hasAttribute('fit') };
      }, name);
      assert.ok(!fits && high > height - 120, `${high} in ${height}, ${fits ? 'not whole' : 'whole'}`);
      assert.deepEqual(await page.messages(), []);
    });

    test(`${id}: its link opens the same figure, and the frame too`, async () => {
      await openPanel(id);
      const { text: link } = await shown(id, 'link', settings);
      const { text: frame } = await shown(id, 'notion');
      const values = (/** @type {string} */ selector) => page.waitFor((selector) => {
        const figure = /** @type {any} */ (document.querySelector(selector));
        return figure.shadowRoot && figure._model
          && Object.fromEntries(figure.constructor.settings.map((/** @type {any} */ { property }) => [property, figure[property]]));
      }, selector);
      const before = await values(`#${id}`);
      const name = await page.run((id) => document.getElementById(id)?.localName, id);
      await page.open(String(link));
      assert.deepEqual(await values(`#${id}`), before, link);
      await page.open(String(frame));
      assert.deepEqual(await values(String(name)), before, frame);
    });
  }

  test('a link from another site opens the first figure of its kind', async () => {
    await page.open(server.url('/?minibatch-sgd.batch-size=32&lang=en#batches'));
    assert.equal(await page.waitFor(() => {
      const figure = /** @type {any} */ (document.getElementById('batches'));
      return figure._model && figure.batchSize;
    }), 32);
  });

  test('the lines follow η while it is dragged, and the keys reach every part', async () => {
    await openPanel('slope');
    const before = (await shown('slope', 'element')).text;
    await page.run(() => { /** @type {any} */ (document.querySelector('#slope')).shadowRoot.querySelector('.control-learning-rate input[type=range]').focus(); });
    await page.press('ArrowRight');
    await page.waitFor((before) => {
      const figure = /** @type {any} */ (document.querySelector('#slope'));
      const text = figure.shadowRoot.querySelector('.share-panel .copy-text').value;
      return text !== before && text.includes(`learning-rate="${figure.learningRate}"`);
    }, before);
    await shown('slope', 'qiita');
    const reached = await page.run(() => {
      const root = /** @type {any} */ (document.querySelector('#slope')).shadowRoot;
      const parts = [...root.querySelectorAll('.share-panel :is(select, input:not([type=hidden]), textarea, button)')].filter((part) => part.checkVisibility());
      return parts.map((part) => {
        part.focus();
        return [part.localName, root.activeElement === part, Boolean(part.labels?.[0]?.textContent || part.textContent || part.getAttribute('aria-label')), part.offsetHeight >= 36];
      });
    });
    assert.ok(reached.length >= 6, JSON.stringify(reached));
    for (const [name, isFocused, isNamed, isLarge] of reached) assert.ok(isFocused && isNamed && isLarge, `${name}: ${isFocused} ${isNamed} ${isLarge}`);
  });

  test('the button copies the lines, or selects them where the clipboard is closed', async () => {
    await openPanel('limits');
    await shown('limits', 'element', { learningRate: 0.9 });
    // The hashes come a moment later.
    const text = await page.waitFor(() => {
      const { value } = /** @type {any} */ (document.querySelector('#limits')).shadowRoot.querySelector('.share-panel .copy-text');
      return value.includes('integrity=') && value;
    });
    const press = async (/** @type {boolean} */ isOpen) => {
      await page.run((isOpen) => {
        const target = /** @type {any} */ (window);
        target.copied = undefined;
        Object.defineProperty(navigator, 'clipboard', { configurable: true, value: isOpen ? { writeText: async (/** @type {string} */ text) => { target.copied = text; } } : undefined });
      }, isOpen);
      await page.click(await page.pointIn('#limits >>> .share-panel .share-field .copy button'));
      return page.waitFor((told) => {
        const root = /** @type {any} */ (document.querySelector('#limits')).shadowRoot;
        const { value, selectionStart, selectionEnd, hidden } = root.querySelector('.share-panel .copy-text');
        return root.querySelector('.share-panel .copy [role=status]').textContent.includes(told)
          && { copied: /** @type {any} */ (window).copied ?? null, selected: value.slice(selectionStart, selectionEnd), hidden };
      }, isOpen ? 'Copied.' : 'by hand');
    };
    const open = await press(true);
    assert.equal(open.copied, text);
    assert.equal(open.hidden, false);
    assert.deepEqual(await press(false), { copied: null, selected: text, hidden: false });
    assert.deepEqual(await page.messages(), []);
  });

  test('the forms hold the pen and the project, and open them in another tab', async () => {
    await openPanel('batches');
    await pinned('batches');
    const { forms, asksAddress } = await shown('batches', 'zenn', { learningRate: 2.5, batchSize: 7 });
    assert.equal(asksAddress, true);
    const [pen, project] = forms;
    for (const { method, target } of forms) assert.deepEqual([method, target], ['post', '_blank']);
    assert.equal(pen.action, 'https://codepen.io/pen/define');
    assert.equal(pen.fields.length, 1);
    const { html, title, editors } = JSON.parse(String(pen.fields[0][1]));
    assert.match(html, /<minibatch-sgd learning-rate="2.5" batch-size="7" theme="light" fit lang="en"><\/minibatch-sgd>$/);
    assert.ok(html.startsWith(`<script type="module" src="${server.url('/package/gradient-figures.js')}" `), html);
    assert.match(html, /^<script type="module" src="[^"]*" integrity="sha384-[\w+/=]{64}" crossorigin="anonymous"><\/script>\n/);
    assert.ok(title && editors);
    assert.match(project.action, /^https:\/\/stackblitz\.com\/run/);
    assert.ok(String(Object.fromEntries(project.fields)['project[files][index.html]']).includes(html));
    assert.equal((await shown('batches', 'codepen')).forms.length, 1);
    assert.equal((await shown('batches', 'link')).forms.length, 0);
    const submitted = await page.run(async () => {
      const root = /** @type {any} */ (document.querySelector('#batches')).shadowRoot;
      const select = root.querySelector('.share-panel select');
      select.value = 'codepen';
      select.dispatchEvent(new Event('change'));
      const form = root.querySelector('.share-panel form');
      const told = new Promise((resolve) => form.addEventListener('submit', (/** @type {Event} */ event) => {
        event.preventDefault();
        resolve([...new FormData(form)].length);
      }, { once: true }));
      form.querySelector('button').click();
      return told;
    });
    assert.equal(submitted, 1);
  });

  test('the hashes are those of the scripts in the package', async () => {
    await openPanel('slope');
    await pinned('slope');
    const attributes = /integrity="(sha384-[^"]+)"/;
    for (const [target, file] of [['element', 'gradient-figures.js'], ['mdbook', 'gradient-figures.classic.js']]) {
      const { text = '' } = await shown('slope', target);
      const actual = await page.run(async (file) => {
        const bytes = await (await fetch(`/package/${file}`)).arrayBuffer();
        return `sha384-${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))))}`;
      }, file);
      assert.equal(attributes.exec(text)?.[1], actual);
    }
  });

  test('without the hashes the lines go without, and the panel says so', async () => {
    const bare = await serve({ override: (path) => (path.endsWith('integrity.json') ? { status: 404, body: '' } : undefined) });
    await openPanel('slope', undefined, bare);
    await page.waitFor(() => {
      const root = /** @type {any} */ (document.querySelector('#slope')).shadowRoot;
      const select = root.querySelector('.share-panel select');
      select.value = 'element';
      select.dispatchEvent(new Event('change'));
      return root.querySelector('.share-panel').textContent.includes('without integrity');
    });
    const { text } = await shown('slope', 'element');
    assert.ok(!text?.includes('integrity'), text);
  });

  test('a policy against forms is told, with the HTML to copy', async () => {
    await openPanel('slope');
    const { text } = await shown('slope', 'codepen');
    // To this machine, in case that a browser does not keep to the policy.
    await page.run((action) => {
      const form = /** @type {any} */ (document.querySelector('#slope')).shadowRoot.querySelector('.share-panel form');
      form.action = action;
      form.querySelector('button').click();
    }, server.url('/nowhere'));
    await page.waitFor(() => /** @type {any} */ (document.querySelector('#slope')).shadowRoot.querySelector('.share-panel .error').textContent.includes('by hand'));
    assert.match(String(text), /<gradient-descent/);
    // The tab that was opened in vain.
    const [first, ...others] = await page.driver.getAllWindowHandles();
    for (const other of others) {
      await page.driver.switchTo().window(other);
      await page.driver.close();
    }
    await page.driver.switchTo().window(first);
    assert.ok(!server.requests.some(({ path }) => path === '/nowhere'));
    // What the browser says of it is not the next test's matter.
    await page.messages();
  });

  test('a saved pen’s address becomes the line; another one is refused in words', async () => {
    await openPanel('slope');
    const qiita = await shown('slope', 'qiita', {}, 'https://codepen.io/some/pen/abc');
    assert.match(String(qiita.text), /^<p class="codepen" data-height="\d+" data-default-tab="result" data-slug-hash="abc" data-user="some"><\/p>\n<script async src="https:\/\/public\.codepenassets\.com\/embed\/index\.js"><\/script>$/);
    assert.equal(qiita.isInvalid, 'false');
    assert.deepEqual(qiita.faults, []);
    const zenn = await shown('slope', 'zenn', {}, 'https://stackblitz.com/edit/abc');
    assert.equal(zenn.text, '@[stackblitz](https://stackblitz.com/edit/abc?embed=1&view=preview)');
    const wrong = await shown('slope', 'zenn', {}, 'https://example.org/abc');
    assert.equal(wrong.isInvalid, 'true');
    assert.equal(wrong.faults.length, 1);
    assert.match(wrong.faults[0], /codepen\.io/);
  });

  test('pictures and numbers are saved under names that tell what they are', async () => {
    await openPanel('rate');
    await shown('rate', 'link', { learningRate: 0.25, steps: 6 });
    await page.run(() => {
      const target = /** @type {any} */ (window);
      target.saved = [];
      const { createObjectURL } = URL;
      URL.createObjectURL = (/** @type {Blob} */ blob) => {
        target.saved.push(blob);
        return createObjectURL(blob);
      };
      HTMLAnchorElement.prototype.click = () => {};
    });
    const press = (/** @type {number} */ at) => page.run(async (at) => {
      const root = /** @type {any} */ (document.querySelector('#rate')).shadowRoot;
      root.querySelectorAll('.share-save > .chip')[at].click();
      for (let go = 0; go < 200 && !root.querySelector('.share-save > [role=status]').textContent; go += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      return root.querySelector('.share-save > [role=status]').textContent;
    }, at);
    for (const [at, ending] of ['svg', 'png', 'gif', 'csv'].entries()) {
      const told = await press(at);
      assert.ok(told.includes(`gradient-descent_learning-rate=0.25_steps=6.${ending}`), told);
      await page.run(() => { /** @type {any} */ (document.querySelector('#rate')).shadowRoot.querySelector('.share-save > [role=status]').textContent = ''; });
    }
    const saved = await page.run(async () => Promise.all(/** @type {any} */ (window).saved.map(async (/** @type {Blob} */ blob) => {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return [blob.type, String.fromCharCode(...bytes.slice(0, 4)), bytes.length > 100];
    })));
    assert.deepEqual(saved, [
      ['image/svg+xml;charset=utf-8', '<svg', true], ['image/png', '\x89PNG', true], ['image/gif', 'GIF8', true], ['text/csv;charset=utf-8', 'step', true],
    ]);
    // The figure is what it was before the steps passed by.
    assert.deepEqual(await page.run(() => { const { step, steps } = /** @type {any} */ (document.querySelector('#rate')); return [step, steps]; }), [6, 6]);
  });

  test('the making of a moving picture can be cancelled', async () => {
    await openPanel('rate');
    const told = await page.run(async () => {
      const root = /** @type {any} */ (document.querySelector('#rate')).shadowRoot;
      const [, , gif] = root.querySelectorAll('.share-save > .chip');
      gif.click();
      const seen = [gif.textContent, root.querySelector('.share-save progress').checkVisibility()];
      gif.click();
      for (let go = 0; go < 100 && !root.querySelector('.share-save > [role=status]').textContent; go += 1) await new Promise((resolve) => setTimeout(resolve, 50));
      return [...seen, root.querySelector('.share-save > [role=status]').textContent, gif.textContent, root.querySelector('.share-save progress').checkVisibility()];
    });
    assert.deepEqual(told, ['Cancel the GIF', true, 'The GIF was given up.', 'Moving picture (GIF)', false]);
  });

  test('samples that came or went are told', async () => {
    await openPanel('batches');
    assert.equal((await shown('batches', 'link')).edited, '');
    await page.run(() => /** @type {any} */ (document.querySelector('#batches')).addSample(0.5, 3));
    assert.match((await shown('batches', 'link')).edited, /do not come along/);
    await page.run(() => { /** @type {any} */ (document.querySelector('#batches')).dataSeed = 3; });
    assert.equal((await shown('batches', 'link')).edited, '');
  });

  test('the panel is there once, and speaks the figure’s language', async () => {
    await openPanel('escape');
    const spoken = () => page.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const root = /** @type {any} */ (document.querySelector('#escape')).shadowRoot;
      return [root.querySelectorAll('.share-panel').length, root.querySelector('.share-panel label').textContent, root.querySelector('.share-panel select').value];
    });
    await shown('escape', 'zenn');
    assert.deepEqual(await spoken(), [1, 'Where to', 'zenn']);
    await page.run(() => { document.documentElement.lang = 'ja'; });
    await page.waitFor(() => /** @type {any} */ (document.querySelector('#escape')).shadowRoot.querySelector('.share-panel label').textContent === '共有先');
    assert.deepEqual(await spoken(), [1, '共有先', 'zenn']);
    await page.run(async () => {
      const part = /** @type {any} */ (document.querySelector('#escape')).shadowRoot.querySelector('.share');
      for (const open of [false, true, false, true]) {
        part.open = open;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    assert.deepEqual(await spoken(), [1, '共有先', 'zenn']);
    assert.deepEqual(await page.messages(), []);
  });

  test('a closed panel rests, and shows what is then when it is opened again', async () => {
    await openPanel('slope');
    const text = (/** @type {any} */ settings, /** @type {boolean} */ open) => page.run(async (settings, open) => {
      const figure = /** @type {any} */ (document.querySelector('#slope'));
      const part = figure.shadowRoot.querySelector('.share');
      if (part.open !== open) {
        const toggled = new Promise((resolve) => part.addEventListener('toggle', resolve, { once: true }));
        part.open = open;
        await toggled;
      }
      Object.assign(figure, settings);
      const frame = () => new Promise(requestAnimationFrame);
      await figure.updateComplete;
      // The panel may take a frame more.
      await frame();
      await frame();
      return part.querySelector('.share-panel .copy-text').value;
    }, settings, open);
    await shown('slope', 'element');
    const before = await text({ learningRate: 0.4 }, true);
    assert.match(before, /learning-rate="0\.4"/);
    assert.equal(await text({ learningRate: 0.6 }, false), before);
    assert.match(await text({}, true), /learning-rate="0\.6"/);
    assert.match(await text({ learningRate: 0.8 }, true), /learning-rate="0\.8"/);
  });

  test('a figure that is started anew gets a panel of its own', async () => {
    await openPanel('slope');
    await page.run(() => { /** @type {any} */ (document.querySelector('#slope'))._call(() => { throw new WebAssembly.RuntimeError('on purpose'); }); });
    await page.click(await page.pointIn('#slope >>> .failure button'));
    await openOn('slope');
    assert.match(String((await shown('slope', 'element', { learningRate: 0.4 })).text), /learning-rate="0.4"/);
    assert.equal(await page.run(() => /** @type {any} */ (document.querySelector('#slope')).shadowRoot.querySelectorAll('.share-panel').length), 1);
  });

  test('a script that is not found is told, and a later try succeeds', async () => {
    let isGone = true;
    const flaky = await serve({ override: (path) => (path.endsWith('/share.js') && isGone ? { status: 404, body: '' } : undefined) });
    await page.open(flaky.url('/?lang=en'));
    await page.waitFor(() => document.querySelector('#slope')?.shadowRoot?.querySelector('.verdict')?.textContent);
    const toggle = (/** @type {boolean} */ open) => page.run((open) => { /** @type {any} */ (document.querySelector('#slope')).shadowRoot.querySelector('.share').open = open; }, open);
    await toggle(true);
    const told = await page.waitFor(() => document.querySelector('#slope')?.shadowRoot?.querySelector('.share [role=status]')?.textContent);
    assert.match(told, /share\.js/);
    isGone = false;
    await toggle(false);
    await toggle(true);
    await page.waitFor(() => document.querySelector('#slope')?.shadowRoot?.querySelector('.share-panel select'));
    await page.messages();
  });

  test('a sandboxed frame without forms, downloads and storage still shows the lines', async () => {
    const lax = await serve({
      csp: "default-src * 'unsafe-inline' 'wasm-unsafe-eval' data: blob:", headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' },
    });
    await page.open(lax.url('/?lang=en'));
    await page.run((src) => new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.id = 'boxed';
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.width = '700';
      frame.height = '700';
      frame.src = src;
      frame.addEventListener('load', () => resolve(undefined));
      document.body.prepend(frame);
      scrollTo(0, 0);
    }), lax.url('/embed.html?figure=gradient-descent&lang=en&learning-rate=0.9'));
    await page.driver.switchTo().frame(0);
    await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    const seen = await page.run(async () => {
      const figure = /** @type {any} */ (document.querySelector('gradient-descent'));
      const part = figure.shadowRoot.querySelector('.share');
      part.open = true;
      for (let go = 0; go < 50 && !part.querySelector('.share-panel'); go += 1) await new Promise((resolve) => setTimeout(resolve, 100));
      const select = part.querySelector('.share-panel select');
      /** @type {Record<string, string>} */
      const texts = { first: select.value };
      for (const { value } of select.options) {
        select.value = value;
        select.dispatchEvent(new Event('change'));
        const field = part.querySelector('.share-panel .copy-text');
        texts[value] = field.parentElement.hidden ? part.querySelectorAll('.error')[1].textContent : field.value;
        for (const button of part.querySelectorAll('.share-panel button')) if (!button.parentElement.hidden) button.click();
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
      return texts;
    });
    assert.equal(seen.first, 'element');
    assert.match(seen.element, /<gradient-descent learning-rate="0.9"/);
    assert.match(seen.link, /Web page/);
    const messages = (await page.run(() => window.__probe.messages)).filter(({ type }) => ['error', 'rejection'].includes(type));
    assert.deepEqual(messages.filter(({ text }) => !/sandbox|Blocked|blocked/.test(text)), []);
  });

  test('the frame’s own page shares too, under the strictest policy', async () => {
    await page.open(server.url('/embed.html?figure=gradient-descent&compact&lang=en&learning-rate=0.9'));
    await page.waitFor(() => document.querySelector('gradient-descent')?.shadowRoot?.querySelector('.verdict')?.textContent);
    await page.run(() => { /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('.share').open = true; });
    const text = await page.waitFor(() => /** @type {any} */ (document.querySelector('gradient-descent')).shadowRoot.querySelector('.share-panel .copy-text').value);
    assert.match(text, /<gradient-descent learning-rate="0.9" compact><\/gradient-descent>$/);
    assert.deepEqual(await page.messages(), []);
  });

  for (const lang of ['en', 'ja']) {
    for (const theme of ['light', 'dark']) {
      test(`axe-core finds nothing in the panel: ${lang}, ${theme}`, async () => {
        const lax = await serve({ csp: false });
        await openPanel('slope', `lang=${lang}&theme=${theme}`, lax);
        await openOn('hardware');
        await openOn('online');
        for (const [target, address] of [['link'], ['qiita', 'https://example.org'], ['element']]) {
          for (const id of ['slope', 'online', 'hardware']) await shown(id, target, {}, address);
          assert.deepEqual(await violations('#slope', '#online', '#hardware'), []);
        }
      });
    }
  }

  for (const width of [320, 360]) {
    test(`nothing is wider than a page of ${width} pixels`, async () => {
      for (const lang of ['en', 'ja']) {
        await page.openFramed(server.url(`/?lang=${lang}`), { width, height: 800 });
        await openOn('rate');
        for (const target of TARGETS) {
          const { wide } = await shown('rate', target, {}, 'https://codepen.io/some-long-user-name/pen/abcdefghijkl');
          assert.equal(wide, 0, `${lang}, ${target}`);
        }
      }
    });
  }
});
