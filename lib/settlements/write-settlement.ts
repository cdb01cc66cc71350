import 'server-only';
import { z } from 'zod';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { unnamedCurrency } from '#lib/money/currency';
import { formatAmount } from '#lib/money/format-amount';
import { toSafeNumber } from '#lib/money/minor';

type Ends = { expenseId: string; creditId: string };

const claim = z.object({ amountMinor: z.int(), owedBy: z.string().nullable() });
type Claim = z.infer<typeof claim>;

/** How links and claims were, and what a change left of them. */
export const settlementBefore = z.object({
  links: z.array(
    z.object({
      expenseId: z.uuid(),
      creditId: z.uuid(),
      was: z.int().nullable(),
      left: z.int().nullable(),
    }),
  ),
  claims: z.array(
    z.object({ transactionId: z.uuid(), was: claim.nullable(), left: claim.nullable() }),
  ),
});
export type SettlementBefore = z.infer<typeof settlementBefore>;

/** Sets a link and returns what it was. */
export async function setLink(
  tx: Tx,
  householdId: string,
  ends: Ends,
  amountMinor: number | null,
): Promise<number | null> {
  const where = { householdId_expenseId_creditId: { householdId, ...ends } };
  const was = await tx.settleLink.findUnique({ where, select: { amountMinor: true } });
  if (amountMinor === null) {
    await tx.settleLink.deleteMany({ where: { householdId, ...ends } });
  } else {
    await tx.settleLink.upsert({
      where,
      create: { householdId, ...ends, amountMinor },
      update: { amountMinor },
      select: { expenseId: true },
    });
  }
  return was && toSafeNumber(was.amountMinor);
}

/**
 * The links of a row never come to more than it is. Whoever changes them holds both rows.
 *
 * @throws AppError invalid_input
 */
export async function requireRoom(tx: Tx, householdId: string, ends: Ends): Promise<void> {
  type Full = { asExpense: boolean; leftMinor: bigint; currency: string | null };
  const [full] = await tx.$queryRaw<Full[]>`
    SELECT t."id" = ${ends.expenseId}::uuid AS "asExpense", t."currency",
      abs(t."amountMinor") - s."others" AS "leftMinor"
    FROM "Transaction" t
    CROSS JOIN LATERAL (
      SELECT sum(l."amountMinor")::bigint AS "all", COALESCE(sum(l."amountMinor") FILTER (
        WHERE (l."expenseId", l."creditId") <> (${ends.expenseId}::uuid, ${ends.creditId}::uuid)),
        0)::bigint AS "others"
      FROM "SettleLink" l
      WHERE l."householdId" = t."householdId" AND t."id" IN (l."expenseId", l."creditId")) s
    WHERE t."householdId" = ${householdId}::uuid
      AND t."id" IN (${ends.expenseId}::uuid, ${ends.creditId}::uuid)
      AND s."all" > abs(t."amountMinor")
    LIMIT 1`;
  if (!full) return;
  const left = Math.max(0, toSafeNumber(full.leftMinor));
  const { text } = formatAmount(left, full.currency ?? unnamedCurrency);
  const why = `Only ${text} of the ${full.asExpense ? 'expense' : 'money in'} is not linked yet.`;
  throw new AppError('invalid_input', `${why} Nothing was changed.`, {
    fields: { amountMinor: why },
  });
}

/** Sets what is owed for an expense and returns what was. */
export async function setClaimOf(
  tx: Tx,
  householdId: string,
  transactionId: string,
  set: Claim | null,
): Promise<Claim | null> {
  const where = { householdId_transactionId: { householdId, transactionId } };
  const was = await tx.claim.findUnique({ where, select: { amountMinor: true, owedBy: true } });
  if (set === null) await tx.claim.deleteMany({ where: { householdId, transactionId } });
  else {
    await tx.claim.upsert({
      where,
      create: { householdId, transactionId, ...set },
      update: set,
      select: { transactionId: true },
    });
  }
  return was && { amountMinor: toSafeNumber(was.amountMinor), owedBy: was.owedBy };
}

/**
 * Takes a change back, each part of it where it is still as the change left it: what somebody said since
 * stays.
 *
 * @throws AppError invalid_input when what was linked then is linked elsewhere by now
 */
export async function undoSettlement(
  tx: Tx,
  householdId: string,
  { links, claims }: SettlementBefore,
): Promise<void> {
  const ids = [
    ...links.flatMap(({ expenseId, creditId }) => [expenseId, creditId]),
    ...claims.map(({ transactionId }) => transactionId),
  ];
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${ids}::uuid[])
    ORDER BY "id" FOR NO KEY UPDATE`;
  const here = new Set(rows.map(({ id }) => id));
  for (const { was, left, ...ends } of links) {
    if (!here.has(ends.expenseId) || !here.has(ends.creditId)) continue;
    const link = await tx.settleLink.findUnique({
      where: { householdId_expenseId_creditId: { householdId, ...ends } },
      select: { amountMinor: true },
    });
    if ((link && toSafeNumber(link.amountMinor)) !== left) continue;
    await setLink(tx, householdId, ends, was);
    if (was !== null) await requireRoom(tx, householdId, ends);
  }
  for (const { transactionId, was, left } of claims) {
    if (!here.has(transactionId)) continue;
    const now = await setClaimOf(tx, householdId, transactionId, was);
    if (JSON.stringify(now) !== JSON.stringify(left)) {
      await setClaimOf(tx, householdId, transactionId, now);
    }
  }
  await publish(tx, householdId, ['transactions'], { transactionIds: ids });
}
