import { TOTP } from 'otpauth';
import { createSession, findSession, type Session } from '#lib/auth/sessions';
import { addTotp, beginTotp } from '#lib/factors/mutations';
import { addPasskey, beginPasskey } from '#lib/factors/register-passkey';
import { SoftwareAuthenticator } from './software-authenticator.ts';

export type SignedIn = Session & { token: string };

/** Somebody signed in by password. */
export async function startSession(userId: string): Promise<SignedIn> {
  const token = await createSession({ userId });
  const session = await findSession(token);
  if (!session) throw new Error('The session ended at once.');
  return { ...session, token };
}

/** The code that an app shows `steps` half minutes from now. */
export function showCode(secret: string, steps = 0): string {
  return new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** An authenticator app that counts; `code` is the one that showed it. The next step's is right once more. */
export async function addApp(session: Session) {
  const { secret } = await beginTotp(session);
  const code = showCode(secret);
  const { recoveryCodes } = await addTotp(session, code);
  return { secret, code, recoveryCodes: recoveryCodes ?? [] };
}

/** A passkey of theirs, in a browser of its own. */
export async function makePasskey(session: Session, options: { counter?: number } = {}) {
  const authenticator = new SoftwareAuthenticator(options);
  const made = authenticator.register(await beginPasskey(session));
  const { recoveryCodes } = await addPasskey(session, made, 'Test');
  return { authenticator, recoveryCodes };
}
