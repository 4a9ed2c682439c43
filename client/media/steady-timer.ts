/**
 * Goes on while the page is hidden, as it is behind what it shares: its own timers nearly stand still then, those of
 * another thread don't. Gives back what ends it.
 */
export function startSteadyTimer(everyMs: number, handler: () => void): () => void {
  const thread = new Worker(new URL('./steady-timer-thread.ts', import.meta.url), {
    type: 'module',
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  thread.onmessage = handler;
  // Its code did not arrive.
  thread.onerror = () => {
    timer ??= setInterval(handler, everyMs);
  };
  thread.postMessage(everyMs);
  return () => {
    clearInterval(timer);
    thread.terminate();
  };
}
