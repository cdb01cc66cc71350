import 'server-only';
import { env } from '#lib/env';

/**
 * Held before web or worker run by themselves: what `npm start` would have made is there.
 *
 * @throws Error naming every setting that is missing or wrong
 */
export function requireSettings(): void {
  const given = env();
  const names = ['DATABASE_URL', 'AUTH_SECRET', 'ENCRYPTION_KEYS'] as const;
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 0) return;
  const problems = missing.map((name) => `  ${name}: is not set`);
  throw new Error(
    `The configuration is wrong:\n${problems.join('\n')}\n` +
      'Nothing was started. npm start makes these by itself on one machine; for more see docs/deploy.md.',
  );
}
