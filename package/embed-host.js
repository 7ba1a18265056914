// For a page that frames embed.html and may run scripts: gives each such frame the height that its figure tells.

addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'gradient-figures:height' || !Number.isFinite(data.height)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    // Only what the frame itself says counts, and no more than a figure can take.
    if (frame.contentWindow === source) frame.style.setProperty('height', `${Math.min(4000, Math.max(120, Math.ceil(data.height)))}px`);
  }
});
