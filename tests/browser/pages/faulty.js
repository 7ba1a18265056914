console.warn('a warning', { of: 'mine' });
requestAnimationFrame(() => {
  Promise.reject(new Error('nobody caught me'));
  throw new Error('thrown in a frame');
});
