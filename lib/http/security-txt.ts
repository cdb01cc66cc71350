import 'server-only';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

/** Less than a year, as RFC 9116 asks; whoever keeps a copy looks again after that. */
const goodForDays = 180;

/**
 * Whom to tell of a weakness, as RFC 9116 has it.
 *
 * @throws AppError not_found where the operator named nobody
 */
export function writeSecurityTxt(now: Date): string {
  const { APP_URL, SECURITY_CONTACT } = env();
  if (!SECURITY_CONTACT) throw new AppError('not_found', 'There is nothing at this address.');
  const expires = new Date(now.getTime() + goodForDays * 86_400_000);
  // Whole days: two answers of a day are the same.
  expires.setUTCHours(0, 0, 0, 0);
  const fields = [
    ['Contact', SECURITY_CONTACT],
    ['Expires', expires.toISOString()],
    ['Preferred-Languages', 'en'],
    ['Canonical', `${APP_URL}/.well-known/security.txt`],
  ];
  return fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
}
