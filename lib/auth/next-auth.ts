import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { Tx } from '#lib/db/client';
import { env, requireEnv } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import type { createProvider } from '#lib/oidc/next-auth-provider';
import { signInInput } from './contract.ts';
import { type FirstProof, requireOnlyStep } from './first-proof.ts';
import { beginSecondStep } from './second-step.ts';
import { isServedOverTls, sessionCookieName, type TokenCookie } from './session-cookie.ts';
import { type Browser, createSession, findSession, sessionDays } from './sessions.ts';
import { verifyCredentials } from './verify-credentials.ts';

/** One request to next-auth, and what went wrong in our part of it. */
export type Attempt = {
  browser: Browser & { peer: string };
  /** The token of an attempt that led to a second step. */
  attemptToken: string | null;
  /** The password was right, and the account asks for more: what the new attempt's cookie holds. */
  secondStep?: TokenCookie | null;
  /** Done, and all that is asked for. */
  firstStep?: FirstProof;
  /** That was at the OIDC provider. */
  vouched?: { provedAt: Date | null };
  failure?: unknown;
};

/** The way by the OIDC provider (lib/oidc), for the requests that are about it. */
type ByProvider = {
  provider: ReturnType<typeof createProvider>;
  /** Given what the provider says, does what it is for; whether a session comes of it. */
  settle: (claims: unknown) => Promise<boolean>;
};

/**
 * next-auth carries sign-in, sign-out, CSRF and the cookie. Its credentials provider knows only the
 * `jwt` strategy, and a JWT cannot be revoked: so encode and decode are replaced, and what the
 * cookie holds is an opaque token whose hash is a Session row.
 *
 * Whatever is thrown in here next-auth would show to strangers or swallow: it is kept in the
 * attempt, and answered from there.
 */
export function createOptions(attempt: Attempt, byProvider?: ByProvider): NextAuthOptions {
  // next-auth reads its own origin from here alone.
  process.env.NEXTAUTH_URL ??= env().APP_URL;
  return {
    secret: requireEnv('AUTH_SECRET'),
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
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
        authorize: (credentials) =>
          keepFailure(attempt, async () => {
            const { data } = signInInput.safeParse(credentials);
            const { email, password } = data ?? { email: '', password: '' };
            const proof = data ? await verifyCredentials(email, password, attempt.browser) : null;
            if (proof === null) {
              throw new AppError('wrong_credentials', 'The e-mail or the password is not right.');
            }
            attempt.secondStep = await beginSecondStep(proof, attempt.attemptToken);
            if (attempt.secondStep) return null;
            attempt.firstStep = proof;
            return { id: proof.userId };
          }),
      }),
      ...(byProvider ? [byProvider.provider] : []),
    ],
    callbacks: {
      signIn: ({ account, profile }) =>
        byProvider && account?.provider === byProvider.provider.id
          ? keepFailure(attempt, () => byProvider.settle(profile))
          : true,
      // Where to go next is the page's business (lib/auth/next-path.ts).
      redirect: ({ baseUrl }) => baseUrl,
      jwt: ({ token, user }) => (user ? { sub: attempt.firstStep?.userId ?? user.id } : token),
      // What GET /api/auth/session tells the browser: never the token.
      session: ({ session, token }) => ({
        expires: session.expires,
        user: { name: token.name, email: token.email },
      }),
    },
    jwt: {
      encode: ({ token }) =>
        keepFailure(attempt, async () => {
          if (typeof token?.opaque === 'string') return token.opaque;
          const { browser, firstStep, vouched } = attempt;
          if (!firstStep) throw new Error('A session needs a first step.');
          const { userId } = firstStep;
          const require = (tx: Tx) => requireOnlyStep(tx, firstStep);
          return createSession({ ...browser, userId, require, oidc: vouched });
        }),
      decode: ({ token }) =>
        keepFailure(attempt, async () => {
          const session = token ? await findSession(token) : null;
          if (!session || !token) return null;
          return { sub: session.userId, name: session.name, email: session.email, opaque: token };
        }),
    },
    logger: {
      error: (code) => log.debug({ code }, 'next-auth error'),
      warn: (code) => log.debug({ code }, 'next-auth warning'),
      debug: () => {},
    },
  };
}

async function keepFailure<Value>(attempt: Attempt, run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    attempt.failure = error;
    throw new Error('See the attempt.');
  }
}
