// Elements without innerHTML, so that a strict Content-Security-Policy and Trusted Types hold.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Returns a new element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean>} [attributes] `true` sets an empty attribute, `false` none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) created.setAttribute(name, value === true ? '' : String(value));
  }
  created.append(...children);
  return created;
}

/**
 * Returns an icon of one filled path in a square of 24 units.
 * @param {string} path
 */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/**
 * Writes text where it differs from what is there.
 * @param {Element} target
 * @param {string} text
 */
export function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

/**
 * Sets an attribute where it differs from what is there.
 * @param {Element} target
 * @param {string} name
 * @param {string} value
 */
export function mark(target, name, value) {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}
