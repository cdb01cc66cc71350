import 'server-only';
import type { FactorChange } from './change-factors.ts';

type MailWords = { title: string; body: string };

/** What changed about how somebody signs in, as a mail tells them. */
export function describeChange(change: FactorChange): MailWords {
  const others = 'You were signed out everywhere else.';
  switch (change.kind) {
    case 'factor_added': {
      const { named, title } = nameFactor(change.details);
      return {
        title: `${title} was added`,
        body: `From now on your account asks for a second step: ${named} serves. ${others}`,
      };
    }
    case 'factor_removed': {
      const { named, title } = nameFactor(change.details);
      return {
        title: `${title} was removed`,
        body: `Nobody can sign in with ${named} any more. ${others}`,
      };
    }
    case 'recovery_codes_renewed':
      return {
        title: 'New recovery codes were made',
        body: `The ones you had before no longer work. ${others}`,
      };
  }
}

function nameFactor({ factor, name }: { factor: 'passkey' | 'totp'; name: string | null }) {
  if (factor === 'totp') return { title: 'An authenticator app', named: 'its code' };
  return { title: 'A passkey', named: `the passkey “${name ?? ''}”` };
}
