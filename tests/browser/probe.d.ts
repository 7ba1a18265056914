// What probe.js leaves in every page.

interface Window {
  __probe: {
    messages: { source: string; type: string; text: string }[];
    frames: number;
    frameTime: number;
    longestFrame: number;
    pendingFrames: number;
    timers: number;
    ticks: number;
    started: number;
    memory?: number;
  };
}
