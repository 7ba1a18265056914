// What is written from the interface: types, manifest, and a page for each figure in both languages.

import { readFileSync } from 'node:fs';
import {
  ATTRIBUTES, ELEMENTS, ERROR, EVENTS, EXPORTS, FAILURES, METHODS, MODULE, PARTS, PROPERTIES, SLOT, STATES, STYLES, VALUES,
} from './interface.mjs';

/** @typedef {'en' | 'ja'} Language */
/** @typedef {import('./interface.mjs').Element} Element */
/** @typedef {import('./interface.mjs').Setting} Setting */
/** @typedef {import('./interface.mjs').Value} Value */
/** @typedef {import('./interface.mjs').Method} Method */

/** How the documents are written anew. */
export const RENEW = 'UPDATE_INTERFACE=1 node --test tests/interface.test.mjs';

/** Returns every document's text by its path in the project. @returns {Record<string, string>} */
export function documents() {
  const pages = ELEMENTS.flatMap((element) => /** @type {const} */ (['en', 'ja'])
    .map((language) => [pageName(element, language, 'docs/figures/'), page(element, language)]));
  return { 'package/gradient-figures.d.ts': types(), 'package/react.d.ts': react(), 'package/vue.d.ts': vue(), 'package/custom-elements.json': manifest(), ...Object.fromEntries(pages) };
}

// What an element has, with what every element has

/** Returns all events of an element with the type of what they carry. @param {Element} element */
export const eventsOf = ({ className, events }) => [...EVENTS.filter(({ name }) => events.every((event) => event.name !== name)), ...events]
  .map((event) => ({ ...event, type: event.name === 'figure-error' ? `FigureErrorDetail<${className}ErrorReason>` : `${className}Detail` }));

/** Returns what the events of an element carry but `figure-error`. @param {Element} element @returns {Value[]} */
export const detailOf = ({ settings, detail }) => [
  ...settings.map((setting) => ({ name: setting.property, type: typeOf(setting), means: setting.means })),
  // These events come from a figure that has not failed.
  ...detail.map((value) => ({ ...value, type: value.type.replace(' | null', '') })),
].map((value) => ({ ...value, means: { en: value.means.en.replace(/; .*/, ''), ja: value.means.ja.replace(/。.*/, '') } }));

/** Returns what can be read of an element and not be set. @param {Element} element */
export const valuesOf = ({ values }) => [...values, ...VALUES];

/** Returns all methods of an element. @param {Element} element @returns {Method[]} */
export const methodsOf = ({ methods, play, pause }) => [
  ...methods,
  { name: 'play', parameters: [], returns: 'void', means: play },
  { name: 'pause', parameters: [], returns: 'void', means: pause },
  ...METHODS,
];

/** Returns all parts of an element. @param {Element} element */
export const partsOf = ({ parts }) => [...PARTS, ...parts];

/** Returns why an element may fire `figure-error`. @param {Element} element */
export const reasonsOf = ({ settings, reasons }) => [
  ...settings.map(({ property, means }) => ({ name: property, means })), ...reasons, ...FAILURES,
];

/** Returns the colours and fonts with their defaults, which the style sheet has. */
export function stylesOf() {
  const sheet = readFileSync(new URL('../www/figure.css', import.meta.url), 'utf8');
  return STYLES.map((style) => {
    const start = sheet.indexOf(`var(${style.name},`);
    if (start < 0) throw new Error(`the style sheet does not read ${style.name}`);
    const from = sheet.indexOf(',', start) + 1;
    let depth = 1;
    let end = from;
    for (; depth > 0; end += 1) depth += { '(': 1, ')': -1 }[sheet[end]] ?? 0;
    return { ...style, default: sheet.slice(from, end - 1).trim() };
  });
}

/** @param {readonly string[]} words */
const union = (words) => words.map((word) => `'${word}'`).join(' | ');

/** Returns the type of a setting's values as the types name it. @param {Setting} setting */
const typeOf = ({ words, type }) => (words ? /** @type {string} */ (type) : 'number');

/** Returns the names of unions with what they stand for. @param {Element} element @returns {[string, string][]} */
const unionsOf = ({ className, settings, statuses }) => [
  ...settings.flatMap(({ words, type }) => /** @type {[string, string][]} */ (words ? [[type, union(words)]] : [])),
  ...(statuses.length ? [/** @type {[string, string]} */ ([`${className}Status`, union(statuses.map(({ word }) => word))])] : []),
];

/** Returns a type with what its names stand for. @param {string} type @param {Element} element */
function spelled(type, element) {
  const known = Object.fromEntries([['FigureTheme', union(PROPERTIES[0].words)], ...unionsOf(element)]);
  return type.replace(/\w+/g, (name) => known[name] ?? name);
}

// Numbers and ranges in words

/** @param {number | string} value @returns {string} */
function number(value) {
  if (typeof value === 'string') return `\`${value}\``;
  if (value < 0) return `−${number(-value)}`;
  if (value === 2 ** 32 - 1) return '2³² − 1';
  if (value === 1e9) return '10⁹';
  // No line ends within a number.
  return value < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}

/** Says which values a setting accepts. @param {Setting} setting @param {Language} language */
function range({ words, least, most, whole }, language) {
  if (words) return words.map((word) => `\`${word}\``).join(language === 'en' ? ', ' : '、');
  if (language === 'en') {
    const a = whole ? 'a whole number' : most === undefined ? 'a finite number' : 'a number';
    if (least === undefined) return a;
    return most === undefined ? `${a} of at least ${number(least)}` : `${a} from ${number(least)} to ${number(most)}`;
  }
  const a = whole ? '整数' : most === undefined ? '有限の数' : '数';
  if (least === undefined) return a;
  return most === undefined ? `${number(least)} 以上の${a}` : `${number(least)} から ${number(most)} までの${a}`;
}

/** @param {string} text */
const capital = (text) => text.replace(/^[a-zα-ω]/, (letter) => (letter < 'α' ? letter.toUpperCase() : letter));
/** @param {string} text */
const sentence = (text) => (/[.。]$/.test(text) ? capital(text) : `${capital(text)}.`);

// Types

function types() {
  return `${[
    `// The types of gradient-figures. Written from package/interface.mjs: ${RENEW}`,
    ...EXPORTS.map(({ name, type, means }) => `${comment(means.en)}\nexport const ${name}: ${type};`),
    `${comment(PROPERTIES[0].means.en)}\nexport type FigureTheme = ${union(PROPERTIES[0].words)};`,
    `${comment('Why there is no figure.')}\nexport type FigureFailure = ${union(FAILURES.map(({ name }) => name))};`,
    `${comment('What `figure-error` carries.')}\nexport interface FigureErrorDetail<Reason extends string = string> {\n${
      ERROR.map(({ name, type, means }) => field(name === 'error' ? 'error?' : name, name === 'reason' ? 'Reason' : type, means.en, true)).join('\n')}\n}`,
    ...ELEMENTS.map(elementTypes),
    `declare global {\n  interface HTMLElementTagNameMap {\n${ELEMENTS.map(({ tag, className }) => `    '${tag}': ${className};`).join('\n')}\n  }\n}`,
  ].join('\n\n')}\n`;
}

/** @param {Element} element */
function elementTypes(element) {
  const { className, means, settings, statuses, rows, reasons } = element;
  const settable = settings.map((setting) => {
    const standard = setting.default === null ? 'the last step' : JSON.stringify(setting.default).replaceAll('"', "'");
    return `${comment(`${sentence(setting.means.en)} ${sentence(setting.words ? `one of ${range(setting, 'en')}` : range(setting, 'en'))}`, '  ', `@default ${standard}`)}\n  ${setting.property}: ${typeOf(setting)};`;
  });
  const themes = PROPERTIES.map(({ name, type, means: text }) => field(name, type, text.en));
  const readable = valuesOf(element).map(({ name, type, means: text }) => field(name, type, text.en, true));
  const callable = methodsOf(element).map(({ name, parameters, returns, means: text }) => {
    const told = parameters.map((parameter) => `@param ${parameter.name} ${parameter.means.en}${parameter.least === undefined ? '' : `, ${range(/** @type {any} */ (parameter), 'en')}`}`);
    return `${comment(text.en, '  ', ...told)}\n  ${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type}`).join(', ')}): ${returns};`;
  });
  const listening = ['add', 'remove'].flatMap((verb) => {
    const options = verb === 'add' ? 'AddEventListenerOptions' : 'EventListenerOptions';
    return [
      `  ${verb}EventListener<K extends keyof ${className}EventMap>(type: K, listener: (this: ${className}, event: ${className}EventMap[K]) => unknown, options?: boolean | ${options}): void;`,
      `  ${verb}EventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | ${options}): void;`,
    ];
  });
  return [
    ...unionsOf(element).map(([name, type]) => (
      `${name === `${className}Status` ? `${comment(`${statuses.map(({ word, means: text }) => `\`${word}\`: ${text.en}`).join('; ')}.`)}\n` : ''}export type ${name} = ${type};`
    )),
    `${comment('Why a `figure-error` is fired: a setting that was refused, or why there is no figure.')}\nexport type ${className}ErrorReason =\n  | ${
      [union(settings.map(({ property }) => property)), ...(reasons.length ? [union(reasons.map(({ name }) => name))] : []), 'FigureFailure'].join('\n  | ')};`,
    ...rows.map((row) => `${comment(sentence(row.means.en))}\nexport interface ${row.name} {\n${row.fields.map(({ name, type, means: text }) => field(name, type, text.en)).join('\n')}\n}`),
    `${comment(`What the events of \`<${element.tag}>\` carry but \`figure-error\`.`)}\nexport interface ${className}Detail {\n${detailOf(element).map(({ name, type, means: text }) => field(name, type, text.en, true)).join('\n')}\n}`,
    `export interface ${className}EventMap extends HTMLElementEventMap {\n${eventsOf(element).map(({ name, type, means: text }) => field(`'${name}'`, `CustomEvent<${type}>`, text.en)).join('\n')}\n}`,
    `${comment(means.en)}\nexport class ${className} extends HTMLElement {\n${[...settable, ...themes, ...readable, ...callable, ...listening].join('\n')}\n}`,
    `${comment(`What a template may set of \`<${element.tag}>\` besides what it may of every element.`)}\nexport interface ${className}Attributes {\n${attributesOf(element).join('\n')}\n}`,
  ].join('\n\n');
}

/** Returns what JSX and templates may set: each setting as the property and as the attribute, and the switches. @param {Element} element */
const attributesOf = ({ settings }) => [
  ...settings.flatMap((setting) => [...new Set([setting.property, setting.attribute])].map((name) => (
    `  ${/-/.test(name) ? `'${name}'` : name}?: ${typeOf(setting)}${setting.words || name === setting.property && name !== setting.attribute ? '' : ' | string'} | undefined;`
  ))),
  ...ATTRIBUTES.filter(({ name }) => name !== 'lang').map(({ name, type, property }) => `  ${name}?: ${property ? PROPERTIES[0].type : `${type} | ''`} | undefined;`),
];

/** @param {string} name @param {string} type @param {string} means @param {boolean} [isReadonly] */
const field = (name, type, means, isReadonly) => `${comment(sentence(means), '  ')}\n  ${isReadonly ? 'readonly ' : ''}${name}: ${type};`;

/** @param {string} text @param {string} [indent] @param {...string} tags */
function comment(text, indent = '', ...tags) {
  const lines = [text, ...tags];
  return lines.length === 1 ? `${indent}/** ${text} */` : `${indent}/**\n${lines.map((line) => `${indent} * ${line}`).join('\n')}\n${indent} */`;
}

// Types for frameworks

/** Returns the head of a framework's types, with what they name of the package. @param {string} name */
const frameworkHead = (name) => `// The elements in ${name}. Written from package/interface.mjs: ${RENEW}
// \`import type {} from 'gradient-figures/${name.split(' ')[0].toLowerCase()}'\` makes them known.
`;

/** @param {...string} suffixes */
const imported = (...suffixes) => `import type {\n${ELEMENTS.flatMap(({ className }) => suffixes.map((suffix) => `  ${className}${suffix},`)).join('\n')}\n} from './gradient-figures.js';`;

function react() {
  return `${frameworkHead('React 19')}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${imported('', 'Attributes', 'EventMap')}

/** A listener for each event of a figure: \`onfigure-change\`. */
type Listeners<Events> = { [Name in keyof Events as Name extends \`figure-\${string}\` ? \`on\${Name}\` : never]?: ((event: Events[Name]) => void) | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${ELEMENTS.map(({ tag, className }) => `      '${tag}': DetailedHTMLProps<HTMLAttributes<${className}>, ${className}> & ${className}Attributes & Listeners<${className}EventMap>;`).join('\n')}
    }
  }
}
`;
}

function vue() {
  return `${frameworkHead('Vue 3')}
import type { HTMLAttributes, PublicProps } from 'vue';
${imported('Attributes', 'EventMap')}

/** A listener for each event of a figure: \`@figure-change\` in a template. */
type Listeners<Events> = { [Name in keyof Events as Name extends \`figure-\${infer Rest}\` ? \`onFigure\${Capitalize<Rest>}\` : never]?: ((event: Events[Name]) => void) | undefined };

/** An element as the templates' checker sees a component. */
type Element<Attributes, Events> = new () => { $props: HTMLAttributes & PublicProps & Attributes & Listeners<Events> };

declare module 'vue' {
  interface GlobalComponents {
${ELEMENTS.map(({ tag, className }) => `    '${tag}': Element<${className}Attributes, ${className}EventMap>;`).join('\n')}
  }
}
`;
}

// Manifest

function manifest() {
  const module = {
    kind: 'javascript-module',
    path: MODULE,
    declarations: [
      ...ELEMENTS.map(declaration),
      ...EXPORTS.map(({ name, type, means }) => ({ kind: 'variable', name, type: { text: type }, description: means.en })),
    ],
    exports: [
      ...ELEMENTS.map(({ className }) => className).concat(EXPORTS.map(({ name }) => name))
        .map((name) => ({ kind: 'js', name, declaration: { name, module: MODULE } })),
      ...ELEMENTS.map(({ tag, className }) => ({ kind: 'custom-element-definition', name: tag, declaration: { name: className, module: MODULE } })),
    ],
  };
  return `${JSON.stringify({ schemaVersion: '2.1.0', modules: [module] }, null, 2)}\n`;
}

/** @param {Element} element */
function declaration(element) {
  const { tag, className, means, settings } = element;
  const text = (/** @type {string} */ type) => ({ text: spelled(type, element) });
  const described = (/** @type {import('./interface.mjs').Named} */ { name, means: { en } }) => ({ name, description: sentence(en) });
  return {
    kind: 'class',
    customElement: true,
    tagName: tag,
    name: className,
    description: means.en,
    superclass: { name: 'HTMLElement', package: 'global:' },
    attributes: [
      ...settings.map((setting) => ({
        name: setting.attribute,
        type: text(typeOf(setting)),
        ...(setting.default !== null && { default: String(setting.default) }),
        fieldName: setting.property,
        description: told(setting),
      })),
      ...ATTRIBUTES.map(({ name, type, property, means: { en } }) => ({
        name, type: { text: type }, ...(property && { default: PROPERTIES[0].default, fieldName: property }), description: sentence(en),
      })),
    ],
    members: [
      ...settings.map((setting) => ({
        kind: 'field',
        name: setting.property,
        type: text(typeOf(setting)),
        ...(setting.default !== null && { default: setting.words ? `'${setting.default}'` : String(setting.default) }),
        attribute: setting.attribute,
        reflects: true,
        description: told(setting),
      })),
      ...PROPERTIES.map(({ name, type, attribute, default: standard, means: { en } }) => ({
        kind: 'field', name, type: text(type), default: `'${standard}'`, attribute, reflects: true, description: en,
      })),
      ...valuesOf(element).map(({ name, type, means: { en } }) => ({ kind: 'field', name, type: text(type), readonly: true, description: sentence(en) })),
      ...methodsOf(element).map(({ name, parameters, returns, means: { en } }) => ({
        kind: 'method',
        name,
        ...(parameters.length && { parameters: parameters.map((parameter) => ({ name: parameter.name, type: { text: parameter.type }, description: parameter.means.en })) }),
        return: { type: { text: returns } },
        description: en,
      })),
    ],
    events: eventsOf(element).map(({ name, type, means: { en } }) => ({ name, type: { text: `CustomEvent<${type}>` }, description: en })),
    slots: [{ name: '', description: SLOT.en }],
    cssParts: partsOf(element).map(described),
    cssProperties: stylesOf().map((style) => ({ ...described(style), syntax: style.name === '--figure-font' ? '*' : '<color>', default: style.default })),
    cssStates: STATES.map(described),
  };
}

/** @param {Setting} setting */
const told = (setting) => `${sentence(setting.means.en)} ${setting.words ? `One of ${range(setting, 'en')}.` : sentence(range(setting, 'en'))}`;

// Pages

/** @param {Element} element @param {Language} language @param {string} [folder] */
const pageName = ({ tag }, language, folder = '') => `${folder}${tag}${language === 'ja' ? '.ja' : ''}.md`;

const HEADINGS = /** @type {const} */ ({
  other: { en: '日本語', ja: 'English' },
  figures: { en: 'The other figures', ja: 'ほかの図' },
  example: { en: 'Example', ja: '使い方の例' },
  settings: { en: 'Attributes and properties', ja: '属性とプロパティ' },
  settingsNote: {
    en: 'A property that is set is written into its attribute and fires no event but `figure-error`. A value that is not accepted leaves the state as it was, and the figure says what is accepted.',
    ja: 'プロパティに代入すると属性にも反映されます。代入で起きるイベントは `figure-error` だけです。受け付けられない値は状態を変えず、使える値を図が示します。',
  },
  attributes: { en: 'Attributes that every figure has', ja: 'どの図にもある属性' },
  values: { en: 'Read-only properties', ja: '読み取り専用のプロパティ' },
  statuses: { en: 'Values of `status`', ja: '`status` の値' },
  methods: { en: 'Methods', ja: 'メソッド' },
  events: { en: 'Events', ja: 'イベント' },
  eventsNote: {
    en: 'They bubble and leave shadow trees. The `detail` of a `figure-error` is below, that of the others is the state: {detail}.',
    ja: 'どれも親へ伝わり、shadow tree の外にも届きます。`detail` は、`figure-error` では下の表のとおり、ほかでは図の状態（{detail}）です。',
  },
  reasons: { en: 'The `reason` of a `figure-error`', ja: '`figure-error` の `reason`' },
  reasonsNote: { en: 'Where a value was refused, the name of its property; else:', ja: '値が受け付けられなかったときはプロパティの名前、それ以外は次のどれかです。' },
  styles: { en: 'CSS custom properties', ja: 'CSS カスタムプロパティ' },
  parts: { en: 'CSS parts', ja: 'CSS パーツ' },
  slot: { en: 'Fallback and state', ja: '代わりの内容と状態' },
  attribute: { en: 'attribute', ja: '属性' },
  property: { en: 'property', ja: 'プロパティ' },
  type: { en: 'type', ja: '型' },
  standard: { en: 'default', ja: '初期値' },
  accepts: { en: 'takes', ja: '受け付ける値' },
  means: { en: 'what it is', ja: '意味' },
  field: { en: 'field', ja: 'フィールド' },
  value: { en: 'value', ja: '値' },
  method: { en: 'method', ja: 'メソッド' },
  returns: { en: 'returns', ja: '戻り値' },
  event: { en: 'event', ja: 'イベント' },
  when: { en: 'when', ja: 'いつ' },
  light: { en: 'light', ja: '明' },
  dark: { en: 'dark', ja: '暗' },
  part: { en: 'part', ja: 'パーツ' },
  reason: { en: 'reason', ja: '理由' },
  last: { en: 'the last', ja: '最後' },
});

/** @param {Element} element @param {Language} language */
function page(element, language) {
  const { tag, means, picture, example, settings, statuses, rows, reasons } = element;
  const h = (/** @type {keyof typeof HEADINGS} */ key) => HEADINGS[key][language];
  const other = language === 'en' ? 'ja' : 'en';
  const comma = language === 'en' ? ', ' : '、';
  const detail = detailOf(element).map(({ name }) => code(name)).join(comma);
  const links = ELEMENTS.filter((one) => one !== element).map((one) => `[\`<${one.tag}>\`](${pageName(one, language)})`).join(comma);
  return `${[
    `<!-- Written from package/interface.mjs: ${RENEW} -->`,
    `# \`<${tag}>\``,
    means[language],
    `![${picture.alt[language]}](../${picture.file})`,
    `[${h('other')}](${pageName(element, other)}) · ${h('figures')}${language === 'en' ? ': ' : '：'}${links}`,
    `## ${h('example')}`,
    `\`\`\`html\n<script src="gradient-figures.classic.js"></script>\n${example.html}\n\`\`\``,
    `\`\`\`js\n${example.script}\n\`\`\``,
    `## ${h('settings')}`,
    table([h('attribute'), h('property'), h('standard'), h('accepts'), h('means')], settings.map((setting) => [
      code(setting.attribute), code(setting.property), initial(setting, language), range(setting, language), setting.means[language],
    ])),
    h('settingsNote'),
    `### ${h('attributes')}`,
    table([h('attribute'), h('property'), h('standard'), h('accepts'), h('means')], ATTRIBUTES.map(({ name, property, type, default: standard, means: text }) => [
      code(name), property ? code(property) : '', standard[language], type === 'boolean' ? '' : type.split(' | ').map((word) => code(word.replaceAll("'", ''))).join(comma), text[language],
    ])),
    `### ${h('values')}`,
    table([h('property'), h('type'), h('means')], valuesOf(element).map(({ name, type, means: text }) => [code(name), code(type), text[language]])),
    ...rows.flatMap((row) => [
      `\`${row.name}\`${language === 'en' ? ': ' : '：'}${row.means[language]}`,
      table([h('field'), h('type'), h('means')], row.fields.map(({ name, type, means: text }) => [code(name), code(type), text[language]])),
    ]),
    ...(statuses.length ? [
      `### ${h('statuses')}`,
      table([h('value'), h('means')], statuses.map(({ word, means: text }) => [code(word), text[language]])),
    ] : []),
    `## ${h('methods')}`,
    table([h('method'), h('returns'), h('means')], methodsOf(element).map(({ name, parameters, returns, means: text }) => [
      code(`${name}(${parameters.map((parameter) => parameter.name).join(', ')})`),
      code(returns),
      `${text[language]}${parameters.map((parameter) => `${language === 'en' ? ' ' : ''}${code(parameter.name)}${language === 'en' ? ': ' : '：'}${parameter.means[language]}${
        parameter.least === undefined ? '' : `${comma}${range(/** @type {any} */ (parameter), language)}`}${language === 'en' ? '.' : '。'}`).join('')}`,
    ])),
    `## ${h('events')}`,
    table([h('event'), h('when')], eventsOf(element).map(({ name, means: text }) => [code(name), text[language]])),
    h('eventsNote').replace('{detail}', detail),
    table([h('field'), h('type'), h('means')], ERROR.map(({ name, type, means: text }) => [code(name), code(type), text[language]])),
    `### ${h('reasons')}`,
    h('reasonsNote'),
    table([h('reason'), h('means')], [...reasons, ...FAILURES].map(({ name, means: text }) => [code(name), text[language]])),
    `## ${h('styles')}`,
    table([h('property'), h('light'), h('dark'), h('means')], stylesOf().map(({ name, default: standard, means: text }) => {
      const [, light, dark] = /^light-dark\((.*), (.*)\)$/.exec(standard) ?? [];
      return [code(name), light ? code(light) : '', dark ? code(dark) : '', text[language]];
    })),
    `## ${h('parts')}`,
    table([h('part'), h('means')], partsOf(element).map(({ name, means: text }) => [code(name), text[language]])),
    `## ${h('slot')}`,
    SLOT[language],
    ...STATES.map(({ name, means: text }) => `\`${tag}:state(${name})\`${language === 'en' ? ': ' : '：'}${text[language]}`),
  ].join('\n\n')}\n`;
}

/** @param {Setting} setting @param {Language} language */
function initial({ default: standard, words }, language) {
  if (standard === null) return HEADINGS.last[language];
  return words ? code(String(standard)) : number(standard);
}

/** @param {string} text */
const code = (text) => `\`${text}\``;

/** @param {string[]} head @param {string[][]} rows */
const table = (head, rows) => [head, head.map(() => '---'), ...rows]
  .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
