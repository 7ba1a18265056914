/** Parses what Python's float.hex() writes, exactly. */
export function fromHex(/** @type {string} */ text) {
  const [, sign, whole, fraction = '', exponent] = /** @type {RegExpExecArray} */ (/^(-?)0x(\d)(?:\.([\da-f]+))?p([+-]\d+)$/.exec(text));
  // The digits are an exact integer of 53 bits; each product by a power of two is exact too.
  const mantissa = Number(BigInt(`0x${whole}${fraction}`));
  return (sign ? -1 : 1) * mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
}
