import type { InstitutionHealthDto } from './contract.ts';

type Health = 'healthy' | 'degraded' | 'down';

const staleAfterMs = 2 * 86_400_000;

/** What Plaid says of a bank for everybody, when it is not well; nothing that is old. Pure. */
export function describeInstitutionHealth(
  facts: {
    loginHealth: Health | null;
    updateHealth: Health | null;
    healthCheckedAt: Date | null;
  },
  now: Date,
): InstitutionHealthDto | null {
  const { loginHealth, updateHealth, healthCheckedAt } = facts;
  if (!healthCheckedAt || now.getTime() - healthCheckedAt.getTime() > staleAfterMs) return null;
  if (loginHealth === 'down') {
    return {
      level: 'down',
      text: 'Nobody can sign in to this bank through Plaid at the moment. It is not you: try later.',
    };
  }
  if (updateHealth === 'down') {
    return {
      level: 'down',
      text: 'Plaid gets nothing new from this bank for anybody at the moment.',
    };
  }
  if (loginHealth === 'degraded') {
    return {
      level: 'degraded',
      text: 'Signing in to this bank fails for many people at the moment, not for you alone.',
    };
  }
  if (updateHealth === 'degraded') {
    return {
      level: 'degraded',
      text: 'What is new at this bank reaches Plaid late for everybody.',
    };
  }
  return null;
}
