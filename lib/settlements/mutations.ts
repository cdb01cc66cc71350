import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { unnamedCurrency } from '#lib/money/currency';
import { formatAmount } from '#lib/money/format-amount';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedSettlementDto, ClaimInput, SettleInput } from './contract.ts';
import { getSettlement } from './queries.ts';
import { requireRoom, setClaimOf, setLink } from './write-settlement.ts';

type Row = { id: string; amountMinor: bigint; currency: string | null };

/**
 * Says how much of money in settles how much of money out, of two transactions that the viewer sees;
 * null takes the link away.
 *
 * @throws AppError not_found; invalid_input where it does not fit, see requireRoom
 */
export async function settle(
  viewer: Viewer,
  transactionId: string,
  { otherId, amountMinor }: SettleInput,
): Promise<ChangedSettlementDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    const [own, other] = await lockRows(tx, viewer, [transactionId, otherId]);
    const asExpense = await isExpense(tx, householdId, own, other);
    const ends = asExpense
      ? { expenseId: transactionId, creditId: otherId }
      : { expenseId: otherId, creditId: transactionId };
    if (amountMinor !== null) requirePair(own, other);
    const was = await setLink(tx, householdId, ends, amountMinor);
    if (amountMinor !== null) await requireRoom(tx, householdId, ends);
    const before = { links: [{ ...ends, was, left: amountMinor }], claims: [] };
    return finish(tx, viewer, transactionId, before);
  });
}

/** A link that is there says itself which is which: a bank may have changed an amount since. */
async function isExpense(tx: Tx, householdId: string, own: Row, other: Row): Promise<boolean> {
  const found = await tx.settleLink.findFirst({
    where: {
      householdId,
      OR: [
        { expenseId: own.id, creditId: other.id },
        { expenseId: other.id, creditId: own.id },
      ],
    },
    select: { expenseId: true },
  });
  return found ? found.expenseId === own.id : own.amountMinor < 0n;
}

function requirePair(own: Row, other: Row): void {
  if (own.currency !== other.currency) {
    refuse('The two are in different currencies, and there is no rate between them here.');
  }
  if (own.amountMinor < 0n === other.amountMinor < 0n) {
    refuse('One of the two has to be money out and the other money in.');
  }
}

/** Says what somebody owes for an expense, or that nobody does. @throws AppError as settle */
export async function setClaim(
  viewer: Viewer,
  transactionId: string,
  { amountMinor, owedBy }: ClaimInput,
): Promise<ChangedSettlementDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    const [row] = await lockRows(tx, viewer, [transactionId]);
    const size = toSafeNumber(row.amountMinor);
    if (amountMinor !== null && size >= 0) refuse('Only money out can be owed to you.');
    if (amountMinor !== null && amountMinor > -size) {
      const { text } = formatAmount(-size, row.currency ?? unnamedCurrency);
      refuse(`That is more than the ${text} it cost.`, 'amountMinor');
    }
    const left = amountMinor === null ? null : { amountMinor, owedBy };
    const was = await setClaimOf(tx, householdId, transactionId, left);
    return finish(tx, viewer, transactionId, { links: [], claims: [{ transactionId, was, left }] });
  });
}

async function finish(
  tx: Tx,
  viewer: Viewer,
  transactionId: string,
  before: Extract<Parameters<typeof keepStep>[2], { kind: 'settlement_change' }>['before'],
): Promise<ChangedSettlementDto> {
  const undoStepId = await keepStep(tx, viewer, { kind: 'settlement_change', before });
  const ends = before.links.flatMap(({ expenseId, creditId }) => [expenseId, creditId]);
  const transactionIds = [transactionId, ...ends];
  await publish(tx, viewer.householdId, ['transactions'], { transactionIds });
  return { ...(await getSettlement(viewer, transactionId, tx)), undoStepId };
}

/**
 * In the order of their ids, so that two who link at once wait for each other and neither counts
 * without the other's.
 */
async function lockRows<Ids extends string[]>(
  tx: Tx,
  viewer: Viewer,
  ids: readonly [...Ids],
): Promise<{ [Index in keyof Ids]: Row }> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT t."id", t."amountMinor", t."currency" FROM "Transaction" t
    WHERE t."householdId" = ${viewer.householdId}::uuid
      AND t."id" IN (SELECT e."id" FROM "EffectiveTransaction" e
        WHERE e."householdId" = ${viewer.householdId}::uuid AND e."id" = ANY(${ids}::uuid[])
          AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)})
    ORDER BY t."id" FOR NO KEY UPDATE OF t`;
  return ids.map((id) => {
    const row = rows.find((each) => each.id === id);
    if (row) return row;
    throw new AppError('not_found', 'There is no such transaction. Nothing was changed.');
  }) as { [Index in keyof Ids]: Row };
}

function refuse(why: string, field = 'otherId'): never {
  throw new AppError('invalid_input', `${why} Nothing was changed.`, { fields: { [field]: why } });
}
