import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { sessionCookieName } from './session-cookie.ts';
import { findSession, type Session } from './sessions.ts';

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
