import 'server-only';
import { z } from 'zod';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Money } from '#lib/money/contract';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import { merchantName } from '#lib/transactions/merchant-name';
import {
  type Suspect,
  type SuspectDto,
  suspectSchema,
  type TieOutDto,
  type TieOutReason,
  type TieOutSummary,
} from './contract.ts';

/** What the list of accounts needs of a comparison. */
export const tieOutColumns = {
  status: true,
  reason: true,
  bankMinor: true,
  impliedMinor: true,
  partedOn: true,
} as const;

/** Those columns of a row. */
export type TieOutRow = {
  status: TieOutSummary['status'];
  reason: string | null;
  bankMinor: bigint | null;
  impliedMinor: bigint | null;
  partedOn: Date | null;
};

/** @param currency  the account's; without one there is no difference to name */
export function toTieOutSummary(row: TieOutRow, currency: string | null): TieOutSummary {
  const { bankMinor, impliedMinor } = row;
  const isKnown = bankMinor !== null && impliedMinor !== null && currency !== null;
  return {
    status: row.status,
    reason: row.reason as TieOutReason | null,
    difference: isKnown ? { minor: toSafeNumber(bankMinor - impliedMinor), currency } : null,
    partedOn: row.partedOn?.toISOString().slice(0, 10) ?? null,
  };
}

/**
 * The latest comparison of an account, with what may explain a difference.
 *
 * @throws AppError not_found, also when the account was never compared
 */
export async function getTieOut(viewer: Viewer, accountId: string): Promise<TieOutDto> {
  await requireAccount(viewer, accountId);
  const { householdId } = viewer;
  const row = await db().tieOut.findUnique({
    where: { householdId_accountId: { householdId, accountId } },
    select: {
      ...tieOutColumns,
      checkedAt: true,
      suspects: true,
      account: {
        select: {
          currency: true,
          anchorMinor: true,
          anchorAt: true,
          _count: { select: { holdingDays: true } },
        },
      },
    },
  });
  if (!row) throw new AppError('not_found', 'This account was not compared with its bank yet.');
  const { currency, anchorMinor, anchorAt, _count } = row.account;
  const isHeld = _count.holdingDays > 0;
  const money = (minor: bigint | null): Money | null =>
    minor === null || currency === null ? null : { minor: toSafeNumber(minor), currency };
  const anchor = money(anchorMinor);
  return {
    ...toTieOutSummary(row, currency),
    checkedAt: row.checkedAt.toISOString(),
    bank: money(row.bankMinor),
    implied: money(row.impliedMinor),
    against: isHeld ? 'holdings' : 'transactions',
    // What is held is compared as it is, and not counted from an earlier balance.
    anchor: anchor && anchorAt && !isHeld ? { ...anchor, at: anchorAt.toISOString() } : null,
    suspects: await describeSuspects(
      householdId,
      accountId,
      z.array(suspectSchema).parse(row.suspects),
    ),
  };
}

/** Ids become rows as they are now; one whose row is gone is left out. */
async function describeSuspects(
  householdId: string,
  accountId: string,
  suspects: Suspect[],
): Promise<SuspectDto[]> {
  const ids = suspects.flatMap((each) => (each.kind === 'gap' ? [] : each.transactionId));
  type Row = { id: string; date: string; merchant: string; amountMinor: bigint; currency: string };
  const rows = await db().$queryRaw<Row[]>`
    SELECT t."id", t."date"::text AS "date", ${merchantName('t')} AS "merchant", t."amountMinor",
      COALESCE(t."currency", ${unnamedCurrency}) AS "currency"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."accountId" = ${accountId}::uuid
      AND t."id" = ANY(${ids}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return suspects.flatMap((suspect): SuspectDto[] => {
    if (suspect.kind === 'gap') return [suspect];
    const row = byId.get(suspect.transactionId);
    if (!row) return [];
    const { date, merchant, amountMinor, currency } = row;
    return [{ ...suspect, date, merchant, amount: { minor: toSafeNumber(amountMinor), currency } }];
  });
}
