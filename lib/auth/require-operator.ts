import 'server-only';
import { notFound } from 'next/navigation';
import { requireSession } from './current-session.ts';
import type { Session } from './sessions.ts';

/**
 * For the console's pages: to everybody but operators they do not exist. Each page asks by itself, because a
 * layout is not rendered before its page.
 */
export async function requireOperator(): Promise<Session> {
  const session = await requireSession();
  if (!session.operator) notFound();
  return session;
}
