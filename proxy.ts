import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { sessionCookieName } from '#lib/auth/session-cookie';
import { env } from '#lib/env';
import { contentSecurityPolicy } from '#lib/http/content-security-policy';
import { setSecurityHeaders } from '#lib/http/security-headers';

const publicPages = new Set(['/sign-in', '/sign-up']);

/**
 * Gives every page its nonce and headers, and sends a stranger to sign in before the page is
 * rendered. A convenience only: pages and queries check the session themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isStranger = !request.cookies.has(sessionCookieName());
  if (isStranger && !publicPages.has(pathname) && !pathname.startsWith('/design')) {
    const target = new URL('/sign-in', request.nextUrl);
    if (pathname !== '/') target.searchParams.set('next', `${pathname}${search}`);
    return NextResponse.redirect(target);
  }
  const nonce = randomBytes(18).toString('base64');
  const policy = contentSecurityPolicy(
    nonce,
    env().linkScriptOrigin,
    [env().plaid.baseUrl],
    env().NODE_ENV === 'development',
  );
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  setSecurityHeaders(response.headers);
  if (!publicPages.has(pathname)) response.headers.set('cache-control', 'no-store');
  return response;
}

export const config = {
  matcher: [
    {
      source: '/((?!api/|_next/|favicon.ico|icon.svg|apple-touch-icon.png).*)',
    },
  ],
};
