import 'server-only';

/** Whether a URL names this machine itself: nobody but who sits at it gets there. */
export function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
