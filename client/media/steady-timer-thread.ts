/** Asked once, for an interval in milliseconds; the end of the thread is the end of it. */
addEventListener('message', ({ data }: MessageEvent<number>) => {
  setInterval(() => postMessage(null), data);
});
