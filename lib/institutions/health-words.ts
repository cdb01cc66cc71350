import 'server-only';
import type { InstitutionHealthDto, InstitutionReportDto } from './contract.ts';

type Health = 'healthy' | 'degraded' | 'down';

const staleAfterMs = 2 * 86_400_000;

type HealthFacts = {
  loginHealth: Health | null;
  updateHealth: Health | null;
  healthCheckedAt: Date | null;
};

/** What Plaid says of a bank for everybody, when it is not well; nothing that is old. Pure. */
export function describeInstitutionHealth(
  facts: HealthFacts,
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

/** The same for somebody to whom the bank has just not answered, with what to do next. Pure. */
export function reportHealth(facts: HealthFacts, now: Date): InstitutionReportDto {
  const health = describeInstitutionHealth(facts, now);
  if (health) {
    const isSaid = facts.loginHealth === 'down';
    return { ...health, text: isSaid ? health.text : `${health.text} Try again in an hour.` };
  }
  if (facts.loginHealth !== 'healthy') return { level: 'unknown', text: null };
  return {
    level: 'healthy',
    text: 'Plaid reports no trouble there for others: try again in a few minutes.',
  };
}
