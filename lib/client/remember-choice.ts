const yearInSeconds = 31_536_000;

/**
 * Keeps what this browser is to be shown where the server reads it before it renders: in a cookie,
 * named as lib/auth/session-cookie.ts names them all.
 */
export function rememberChoice(name: string, value: string): void {
  const isTls = window.location.protocol === 'https:';
  const [prefix, secure] = isTls ? ['__Host-', '; Secure'] : ['', ''];
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser we support.
  document.cookie = `${prefix}plumbline.${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${yearInSeconds}; SameSite=Lax${secure}`;
}
