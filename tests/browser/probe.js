// Served as /__probe.js and put first into every page: records what the page reports and what it makes the browser do.
(() => {
  const probe = { messages: [], frames: 0, frameTime: 0, longestFrame: 0, pendingFrames: 0, timers: 0, ticks: 0, started: 0 };
  Object.defineProperty(window, '__probe', { value: probe });

  const text = (value) => {
    if (value instanceof Error) return value.stack?.includes(value.message) ? value.stack : `${value}\n${value.stack}`;
    if (typeof value !== 'object' || value === null) return String(value);
    try {
      return JSON.stringify(value);
    } catch {
      return String(value);
    }
  };
  const record = (type, ...values) => probe.messages.push({ source: 'page', type, text: values.map(text).join(' ') });

  for (const type of ['error', 'warn', 'log', 'info', 'debug']) {
    const original = console[type].bind(console);
    console[type] = (...values) => {
      record(`console.${type}`, ...values);
      original(...values);
    };
  }

  // In the capture phase, so that resources that fail to load are seen too.
  addEventListener('error', (event) => {
    const resource = event.target !== window && (event.target.src || event.target.href);
    if (resource) record('resource', `${event.target.localName} ${resource}`);
    else record('error', event.error ?? event.message);
  }, true);
  addEventListener('unhandledrejection', (event) => record('rejection', event.reason));
  addEventListener('securitypolicyviolation', (event) => {
    record('csp', `${event.violatedDirective}: ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`);
  }, true);

  // The memory, in bytes, of the page's module, of all its instances together.
  const memories = [];
  Object.defineProperty(probe, 'memory', { enumerable: true, get: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) });
  const seen = ({ exports: { memory } }) => {
    if (memory) memories.push(memory);
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...values) => {
      const result = await original.apply(WebAssembly, values);
      seen(result.instance ?? result);
      return result;
    };
  }
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(original, values) {
      const instance = new original(...values);
      seen(instance);
      return instance;
    },
  });

  const request = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const pending = new Set();
  // When a figure answers and its first frame is drawn.
  let isLoaded = false;
  addEventListener('figure-load', () => (isLoaded = true));
  const count = () => (probe.pendingFrames = pending.size);
  window.requestAnimationFrame = (callback) => {
    const id = request((now) => {
      pending.delete(id);
      count();
      const start = performance.now();
      try {
        callback(now);
      } finally {
        const spent = performance.now() - start;
        probe.frames += 1;
        probe.frameTime += spent;
        probe.longestFrame = Math.max(probe.longestFrame, spent);
        if (isLoaded) probe.started ||= performance.now();
      }
    });
    pending.add(id);
    count();
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    pending.delete(id);
    count();
    cancel(id);
  };
  for (const name of ['setTimeout', 'setInterval']) {
    const original = window[name].bind(window);
    window[name] = (callback, ...values) => {
      probe.timers += 1;
      return original((...passed) => {
        probe.ticks += 1;
        callback(...passed);
      }, ...values);
    };
  }
})();
