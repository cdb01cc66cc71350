import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { FactorKind } from '#lib/factors/contract';
import { listFactorKinds } from '#lib/factors/queries';
import { attemptCookieName, sessionCookieName } from './session-cookie.ts';
import { findSession, type Session } from './sessions.ts';
import { findAttempt } from './sign-in-attempts.ts';

/** The session of the request being answered, read once per request; null for a stranger. */
export const findCurrentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  return token ? findSession(token) : null;
});

/** For pages: a stranger is sent to sign in. */
export async function requireSession(): Promise<Session> {
  const session = await findCurrentSession();
  if (!session) redirect('/sign-in');
  return session;
}

/** For the page of the second step: with what it can be done; null when this browser is not at it. */
export async function findSecondStep(): Promise<FactorKind[] | null> {
  const token = (await cookies()).get(attemptCookieName())?.value ?? null;
  const attempt = await findAttempt(token);
  return attempt?.userId ? listFactorKinds(attempt.userId) : null;
}
