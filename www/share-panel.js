// What a reader shares a figure with: the figure as it is now, as the line that another site takes.

import { addresses, hashes } from './addresses.js';
import { CopyButton } from './copy.js';
import { element, mark, write } from './dom.js';
import { SETTINGS } from './settings.js';
import * as lines from './share-lines.js';
import { SavePart } from './share-save.js';
import { style } from './share-style.js';

/** @typedef {import('./share-lines.js').State} State */
/** @typedef {import('./share-lines.js').Line} Line */
/** @typedef {import('./figure-element.js').FigureElement} Figure */

/**
 * @typedef {object} Target a site or a kind of page
 * @property {string} [name] where it is the same in every language
 * @property {(state: State) => Line} line what that site takes; what goes into a pen, where it takes a pen
 * @property {(state: State, address: string) => Line} [ofPen] what it takes of a pen or a project that is saved
 * @property {Site[]} [opens] where a pen or a project can be made
 * @property {boolean} [isPinned] whether the line names the scripts' hashes
 */

/** @typedef {'codePen' | 'stackBlitz'} Site */

/** @type {Record<Site, string>} */
const SITES = { codePen: 'CodePen', stackBlitz: 'StackBlitz' };

/** @type {Record<string, Target>} */
const TARGETS = {
  link: { line: lines.link },
  element: { line: lines.element, isPinned: true },
  iframe: { line: lines.iframe },
  qiita: { name: 'Qiita', line: lines.pen, ofPen: lines.qiita, opens: ['codePen', 'stackBlitz'] },
  zenn: { name: 'Zenn', line: lines.pen, ofPen: lines.zenn, opens: ['codePen', 'stackBlitz'] },
  codepen: { name: SITES.codePen, line: lines.pen, opens: ['codePen'], isPinned: true },
  stackblitz: { name: SITES.stackBlitz, line: lines.pen, opens: ['stackBlitz'], isPinned: true },
  wordpress: { name: 'WordPress', line: lines.element, isPinned: true },
  mkdocs: { name: 'MkDocs', line: lines.mkdocs },
  mdbook: { name: 'mdBook', line: lines.classic, isPinned: true },
  docusaurus: { name: 'Docusaurus', line: lines.docusaurus },
  jupyter: { name: 'Jupyter', line: lines.jupyter },
  notion: { name: 'Notion', line: lines.frame },
  github: { line: lines.markdown },
};

/** Frames of other sites are no higher; the figure fits itself in. */
const MOST_HEIGHT = 4000;
/** How wide the column is that most articles have, in CSS pixels: in a wider one a figure is hardly lower. */
const COLUMN = 640;
/** A line of text, in CSS pixels: what is told of another setting may take one more than now. */
const LINE = 20;

/** @type {CSSStyleSheet | undefined} */
let sheet;

/** What a figure has before anything is set, by its element. @type {Map<string, any>} */
const fresh = new Map();

/** How an attribute says a value. @param {unknown} value */
const said = (value) => (Object.is(value, -0) ? '-0' : String(value));

/** Returns the attributes by which another figure becomes the same. @param {Figure} figure @returns {[name: string, value: string][]} */
function attributesOf(figure) {
  const { localName } = figure;
  if (!fresh.has(localName)) fresh.set(localName, document.createElement(localName));
  const [now, before] = [/** @type {any} */ (figure), fresh.get(localName)];
  const { settings } = /** @type {typeof import('./figure-element.js').FigureElement} */ (figure.constructor);
  const isSet = (/** @type {import('./figure-element.js').Setting} */ { property, unset }) => (
    !Object.is(now[property], unset ? now.steps : before[property])
  );
  return settings.filter(isSet).map(({ property, attribute }) => [attribute, said(now[property])]);
}

/** Returns how the figure itself is marked, besides its settings. @param {Figure} figure @returns {[name: string, value: string][]} */
function marksOf(figure) {
  const lang = figure.getAttribute('lang');
  return [
    ...(figure.hasAttribute('compact') ? [/** @type {[string, string]} */ (['compact', ''])] : []),
    ...(lang ? [/** @type {[string, string]} */ (['lang', lang])] : []),
    ...(figure.theme === 'auto' ? [] : [/** @type {[string, string]} */ (['theme', figure.theme])]),
  ];
}

/** Numbers the controls of several panels. */
let count = 0;

export class SharePanel {
  #figure;
  #site = addresses();
  #target = this.#site.addresses.page === undefined ? 'element' : 'link';
  /** Whether a pen could not be opened, for the page's policy is against it. */
  #isBlocked = false;
  #areHashesKnown = false;
  #label = '';

  #edited = element('p', { class: 'message' });
  #choice = element('select', { class: 'select' });
  #choiceLabel = element('label');
  #note = element('p', { class: 'hint' });
  /** @type {Record<Site, HTMLFormElement>} */
  #forms = { codePen: this.#form(), stackBlitz: this.#form() };
  #pens = element('div', { class: 'share-forms' }, ...Object.values(this.#forms));
  #blocked = element('p', { class: 'error', role: 'status' });
  #address = element('input', { class: 'share-address', type: 'url', autocomplete: 'off', spellcheck: 'false' });
  #addressLabel = element('label');
  #addressPart = element('div', { class: 'share-field' }, this.#addressLabel, this.#address);
  #fault = element('p', { class: 'error', role: 'status' });
  #text = element('textarea', { class: 'copy-text', rows: 3, readonly: true, spellcheck: 'false' });
  #textLabel = element('label', { class: 'hint' });
  #copy = new CopyButton(() => this.#text.value, this.#text);
  #hint = element('p', { class: 'hint' });
  #textPart = element('div', { class: 'share-field' }, this.#textLabel, this.#text, this.#copy.root);
  #save;
  root;
  /** The same one, so that it is heard once however often it is added. */
  #reopened = () => this.refresh();

  /** @param {Figure} figure */
  constructor(figure) {
    this.#figure = figure;
    this.#save = new SavePart(figure);
    this.root = element('div', { class: 'share-panel' },
      this.#edited,
      element('div', { class: 'share-field' }, this.#choiceLabel, this.#choice),
      this.#note, this.#pens, this.#blocked, this.#addressPart, this.#fault, this.#textPart, this.#hint, this.#save.root);
    count += 1;
    for (const [field, label, name] of /** @type {[HTMLElement, HTMLLabelElement, string][]} */ ([
      [this.#choice, this.#choiceLabel, 'target'], [this.#address, this.#addressLabel, 'address'], [this.#text, this.#textLabel, 'line'],
    ])) {
      field.id = `share-${name}-${count}`;
      label.htmlFor = field.id;
    }
    this.#note.id = `share-note-${count}`;
    this.#fault.id = `share-fault-${count}`;
    this.#choice.setAttribute('aria-describedby', this.#note.id);
    this.#address.setAttribute('aria-describedby', this.#fault.id);
    this.#choice.append(...Object.keys(TARGETS).map((value) => element('option', { value })));
    this.#choice.value = this.#target;
    this.#choice.addEventListener('change', () => {
      this.#target = this.#choice.value;
      this.#isBlocked = false;
      this.refresh();
    });
    this.#address.addEventListener('input', () => this.refresh());
    this.#pens.addEventListener('submit', () => this.#watchPolicy());
    this.#dress();
    hashes().then((known) => {
      this.#site.addresses.integrity = known;
      this.#areHashesKnown = true;
      this.refresh();
    });
    this.refresh();
  }

  /** Hears whether the page's policy forbids what is being opened; of a frame that does, nothing is heard. */
  #watchPolicy() {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      if (effectiveDirective !== 'form-action') return;
      this.#isBlocked = true;
      this.refresh();
    }, { signal: AbortSignal.timeout(2000) });
  }

  /** Gives the figure the look of the panel; one sheet for all. */
  #dress() {
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
    }
    this.#figure._dress(sheet);
  }

  #form() {
    return element('form', { method: 'post', target: '_blank', rel: 'noopener' }, element('button', { class: 'chip' }));
  }

  /** Returns the figure as it is now. @returns {State} */
  #state() {
    const figure = this.#figure;
    const { addresses: known, isOnPage } = this.#site;
    const { localName, id, theme } = figure;
    const height = () => this.#height();
    return {
      element: localName,
      id: isOnPage && id && document.getElementById(id) === figure ? id : undefined,
      attributes: [...attributesOf(figure), ...marksOf(figure)],
      settings: SETTINGS.filter((name) => figure._settings.some(({ attribute }) => attribute === name)),
      title: this.#title(),
      picture: this.#save.picture,
      lang: figure._body.lang,
      theme,
      // Measured only for the lines that have it: in a frame of a drag it would hold up the page.
      get height() {
        return height();
      },
      addresses: known,
    };
  }

  #title() {
    return this.#figure._text(`share.title.${this.#figure.localName}`);
  }

  /** Returns how high the figure is in an article's column, however wide it is here. */
  #height() {
    const { style } = /** @type {HTMLElement} */ (this.#figure._body.parentElement);
    style.inlineSize = `${COLUMN}px`;
    const height = this.#figure._body.offsetHeight - /** @type {HTMLElement} */ (this.root).offsetHeight;
    style.removeProperty('inline-size');
    return Math.min(MOST_HEIGHT, Math.max(240, Math.ceil((height + LINE) / 10) * 10));
  }

  /** Shows the figure's present state in the figure's language. */
  refresh() {
    // A figure that has failed has nothing to share; it gets another panel.
    if (!this.#figure._model) return;
    const part = this.root.closest('details');
    if (part && !part.open) {
      part.addEventListener('toggle', this.#reopened, { once: true });
      return;
    }
    const t = this.#figure._text;
    const state = this.#state();
    const { line, ofPen, opens = [], isPinned } = TARGETS[this.#target];
    const given = this.#address.value;
    const penLine = ofPen && given.trim() !== '' ? ofPen(state, given) : undefined;
    const shown = penLine && 'text' in penLine ? penLine : line(state);

    this.#relabel();
    write(this.#edited, this.#figure._model.isEdited ? t('share.edited') : '');
    write(this.#note, t(`share.note.${this.#target}`));

    const { scripts } = state.addresses;
    this.#pens.hidden = opens.length === 0 || scripts === undefined;
    for (const site of /** @type {Site[]} */ (Object.keys(SITES))) {
      this.#forms[site].hidden = !opens.includes(site);
      if (opens.includes(site)) this.#fill(this.#forms[site], lines[site](state));
    }
    write(this.#blocked, this.#isBlocked && opens.length > 0 ? t('share.blocked') : '');
    this.#addressPart.hidden = !ofPen;
    const fault = penLine && 'reason' in penLine ? penLine.reason : '';
    mark(this.#address, 'aria-invalid', String(fault !== ''));

    const reason = 'reason' in shown ? shown.reason : '';
    write(this.#fault, fault || reason ? t(`share.fault.${fault || reason}`) : '');
    this.#textPart.hidden = reason !== '';
    const text = 'text' in shown ? shown.text : '';
    if (this.#text.value !== text) this.#text.value = text;
    this.#copy.refresh();
    this.#text.rows = Math.min(8, Math.max(2, text.split('\n').length + 1));
    write(this.#textLabel, shown === penLine ? t('share.line.site', { site: String(TARGETS[this.#target].name) }) : t(opens.length > 0 ? 'share.line.pen' : 'share.line'));

    const isUnpinned = this.#areHashesKnown && isPinned && scripts !== undefined && Object.keys(state.addresses.integrity).length === 0;
    write(this.#hint, [
      isUnpinned ? t('share.unpinned') : '',
      [state.addresses.page, scripts].some((address) => text.includes(String(address)) && isLocal(address)) ? t('share.local') : '',
      scripts === undefined && /gradient-figures\.(classic\.)?js/.test(text) ? t('share.beside', { file: text.includes(lines.CLASSIC) ? lines.CLASSIC : lines.MODULE }) : '',
    ].filter(Boolean).join(' '));
    this.#save.refresh();
  }

  /** @param {HTMLFormElement} form @param {import('./share-lines.js').Form} posted */
  #fill(form, { action, fields }) {
    form.action = action;
    const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input')]);
    for (const [at, [name, value]] of Object.entries(fields).entries()) {
      const input = inputs[at] ?? form.insertBefore(element('input', { type: 'hidden', name }), form.lastChild);
      input.value = value;
    }
  }

  /** Writes the texts that depend on the language alone, where that has changed. */
  #relabel() {
    const t = this.#figure._text;
    const label = t('share.target');
    if (label === this.#label) return;
    this.#label = label;
    write(this.#choiceLabel, label);
    for (const option of this.#choice.options) write(option, TARGETS[option.value].name ?? t(`share.to.${option.value}`));
    for (const site of /** @type {Site[]} */ (Object.keys(SITES))) {
      write(/** @type {Element} */ (this.#forms[site].lastChild), t('share.open', { site: SITES[site] }));
    }
    write(this.#addressLabel, t('share.address'));
    this.#copy.relabel(t, t('share.copy'));
    this.#save.relabel();
  }
}

/** Whether an address leads to this machine alone. @param {string | undefined} page */
function isLocal(page) {
  return page !== undefined && /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(page).hostname);
}
