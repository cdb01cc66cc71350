import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import { PlaidError } from '#lib/plaid/plaid-error';
import { checkInstitution } from './check-institution.ts';
import type { InstitutionReportDto } from './contract.ts';
import { reportHealth } from './health-words.ts';
import { saveInstitution } from './save-institution.ts';

const freshMs = 5 * 60_000;

/**
 * How a bank is for everybody right now, for somebody to whom it has just not answered. Plaid is asked
 * unless it was within five minutes; when it does not say, nothing is claimed.
 *
 * @throws AppError not_found when Plaid does not know the bank
 */
export async function readInstitutionHealth(id: string): Promise<InstitutionReportDto> {
  try {
    await refresh(id);
  } catch (error) {
    if (!(error instanceof PlaidError)) throw error;
    if (error.type === 'INVALID_INPUT') {
      throw new AppError('not_found', 'There is no such bank.', { cause: error });
    }
    log.warn({ code: error.code, institutionId: id }, 'could not ask how a bank is');
    return { level: 'unknown', text: null };
  }
  const facts = await db().institution.findUniqueOrThrow({
    where: { id },
    select: { loginHealth: true, updateHealth: true, healthCheckedAt: true },
  });
  return reportHealth(facts, new Date());
}

async function refresh(id: string): Promise<void> {
  const known = await db().institution.findUnique({
    where: { id },
    select: { healthCheckedAt: true },
  });
  if (!known) return saveInstitution(id);
  const checkedAt = known.healthCheckedAt?.getTime() ?? 0;
  if (checkedAt < Date.now() - freshMs) await checkInstitution(id);
}
