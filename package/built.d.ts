// What the build of the package makes and puts in the place of these, and what its scripts hand to each other.

type Share = typeof import('../www/share.js');

declare module 'built:figure.css' {
  const text: string;
  export default text;
}

declare module 'built:gradient-figures.wasm.gz' {
  const base64: string;
  export default base64;
}

declare module 'built:integrity.json' {
  const hashes: Record<string, string>;
  export default hashes;
}

declare module 'built:share' {
  export const share: () => Promise<Share>;
}

declare var FIGURES_SHARE: Share;
