/** So long at most what is put off waits for a page that is never idle. */
const patienceMs = 500;

/**
 * Does something once the browser has nothing else to do, and after half a second in any case.
 *
 * @returns how to call it off
 */
export function whenIdle(run: () => void): () => void {
  // Safari has no idle time to tell of.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(run, { timeout: patienceMs });
  return () => cancelIdleCallback(handle);
}
