import 'server-only';

const base = 'http://internal.invalid';

/**
 * The page to go to after signing in, from a URL's `next` parameter: a path of this app, or "/".
 * Parsed as a browser would, so that `//evil`, `/\evil` and the like do not slip through.
 */
export function safeNextPath(next: string | undefined | null): string {
  if (!next?.startsWith('/')) return '/';
  try {
    const { origin, pathname, search } = new URL(next, base);
    // `/.//evil` is a path whose own path begins with another host.
    return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : '/';
  } catch {
    return '/';
  }
}
