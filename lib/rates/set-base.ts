import 'server-only';
import { z } from 'zod';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { BaseInput, ChangedRatesDto } from './contract.ts';
import { lockRates, publishRates } from './write-rates.ts';

const currency = z.string().nullable();

export const baseBefore = z.object({ before: currency, after: currency });
export type BaseBefore = z.infer<typeof baseBefore>;

/** What totals are in from now on, also those of days that are past. */
export async function setBase(viewer: Viewer, input: BaseInput): Promise<ChangedRatesDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    await lockRates(tx, householdId);
    const { baseCurrency: before } = await tx.household.findUniqueOrThrow({
      where: { id: householdId },
      select: { baseCurrency: true },
    });
    const after = input.currency;
    if (before === after) return { undoStepId: null };
    await writeBase(tx, householdId, after);
    const undoStepId = await keepStep(tx, viewer, {
      kind: 'base_currency',
      before: { before, after },
    });
    return { undoStepId };
  });
}

/** Unless somebody chose another one since. */
export async function undoBase(
  tx: Tx,
  householdId: string,
  { before, after }: BaseBefore,
): Promise<void> {
  await lockRates(tx, householdId);
  const isLeft = await tx.household.count({ where: { id: householdId, baseCurrency: after } });
  if (isLeft > 0) await writeBase(tx, householdId, before);
}

async function writeBase(tx: Tx, id: string, baseCurrency: string | null): Promise<void> {
  await tx.household.update({ where: { id }, data: { baseCurrency }, select: { id: true } });
  const details = { currency: baseCurrency };
  await recordAudit(tx, id, { kind: 'base_currency_set', details });
  await publishRates(tx, id);
}
