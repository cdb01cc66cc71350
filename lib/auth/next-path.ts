const base = 'http://internal.invalid';

/**
 * The page to go to after signing in, from a URL's `next` parameter: a path of this app, or "/".
 * Parsed as a browser would, so that `//evil`, `/\evil` and the like do not slip through.
 */
export function safeNextPath(next: string | undefined | null): string {
  if (!next?.startsWith('/')) return '/';
  try {
    const url = new URL(next, base);
    return url.origin === base ? `${url.pathname}${url.search}` : '/';
  } catch {
    return '/';
  }
}
