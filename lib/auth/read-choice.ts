import 'server-only';
import { cookies } from 'next/headers';
import { cookieName } from './session-cookie.ts';

/** What this browser chose to be shown (lib/client/remember-choice.ts), as its cookie says. */
export async function readChoice(name: string): Promise<string | undefined> {
  return (await cookies()).get(cookieName(name))?.value;
}
