import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { browserCookieName, isServedOverTls, sessionCookieName } from '#lib/auth/session-cookie';
import { newToken } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { contentSecurityPolicy } from '#lib/http/content-security-policy';

const publicPages = /^\/(sign-in|sign-up|forgot|reset|verify|invite|shared|deleted|design)(\/|$)/;
/** Their addresses end in a secret, which no other page is to see. */
const tokenPages = /^\/(sign-up|reset|verify|invite)\/.|^\/shared$/;
/** For those who were given a link: they are not known again. */
const guestPages = /^\/shared$/;

/**
 * Gives every page its nonce and policy, and sends a stranger to sign in before the page is
 * rendered. A convenience only: pages and queries check the session themselves, and without this
 * file no script of ours would run (lib/http/security-headers.ts).
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isStranger = !request.cookies.has(sessionCookieName());
  if (isStranger && !publicPages.test(pathname)) {
    const target = new URL('/sign-in', request.nextUrl);
    if (pathname !== '/') target.searchParams.set('next', `${pathname}${search}`);
    return NextResponse.redirect(target, { headers: { 'cache-control': 'no-store' } });
  }
  const nonce = randomBytes(18).toString('base64');
  const policy = contentSecurityPolicy(
    nonce,
    env().linkScriptOrigin,
    new URL(env().plaid.baseUrl).origin,
    env().NODE_ENV === 'development',
  );
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'no-store');
  if (isStranger && !guestPages.test(pathname)) recogniseLater(request, response);
  if (tokenPages.test(pathname)) response.headers.set('referrer-policy', 'no-referrer');
  return response;
}

/** Gives a browser that is about to sign in what it is recognised by the next time. */
function recogniseLater(request: NextRequest, response: NextResponse): void {
  const name = browserCookieName();
  const value = request.cookies.get(name)?.value ?? newToken();
  const maxAge = 400 * 86_400;
  const secure = isServedOverTls();
  response.cookies.set({ name, value, maxAge, path: '/', httpOnly: true, sameSite: 'lax', secure });
}

export const config = {
  matcher: [
    {
      source:
        '/((?!api/|_next/|\\.well-known/|favicon.ico|icon.svg|icon-|apple-touch-icon.png|manifest.webmanifest|sw.js).*)',
    },
  ],
};
