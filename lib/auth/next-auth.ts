import 'server-only';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env, requireEnv } from '#lib/env';
import { log } from '#lib/log';
import { signInInput } from './contract.ts';
import { isServedOverTls, sessionCookieName } from './session-cookie.ts';
import { createSession, deleteSession, findSession } from './sessions.ts';
import { verifyCredentials } from './verify-credentials.ts';

const sessionDays = 30;

/**
 * next-auth carries sign-in, sign-out, CSRF and the cookie. Its credentials provider knows only the
 * `jwt` strategy, and a JWT cannot be revoked: so encode and decode are replaced, and what the
 * cookie holds is an opaque token whose hash is a Session row.
 */
function createOptions(): NextAuthOptions {
  // next-auth reads its own origin from here alone.
  process.env.NEXTAUTH_URL ??= env().APP_URL;
  return {
    secret: requireEnv('AUTH_SECRET'),
    pages: { signIn: '/sign-in' },
    session: { strategy: 'jwt', maxAge: sessionDays * 86_400 },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isServedOverTls() },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          const input = signInInput.safeParse(credentials);
          if (!input.success) return null;
          const userId = await verifyCredentials(input.data.email, input.data.password);
          const userAgent: unknown = request.headers?.['user-agent'];
          return userId === null ? null : { id: userId, userAgent: String(userAgent ?? '') };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) =>
        user ? { sub: user.id, userAgent: 'userAgent' in user ? user.userAgent : null } : token,
      // What GET /api/auth/session tells the browser: never the token.
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name, email: token.email },
      }),
    },
    jwt: {
      async encode({ token }) {
        if (typeof token?.opaque === 'string') return token.opaque;
        if (!token?.sub) throw new Error('A session needs a user.');
        return createSession(token.sub, String(token.userAgent ?? '') || null);
      },
      async decode({ token }) {
        const session = token ? await findSession(token) : null;
        if (!session || !token) return null;
        return { sub: session.userId, name: session.name, email: session.email, opaque: token };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.opaque === 'string') await deleteSession(token.opaque);
      },
    },
    logger: {
      error: (code) => log.warn({ code }, 'sign-in error'),
      warn: (code) => log.debug({ code }, 'sign-in warning'),
      debug: () => {},
    },
  };
}

type AuthHandler = (request: Request, context: unknown) => Promise<Response>;
let handler: AuthHandler | undefined;

/** Answers everything under /api/auth. */
export function handleAuth(request: Request, context: unknown): Promise<Response> {
  handler ??= NextAuth(createOptions()) as AuthHandler;
  return handler(request, context);
}
