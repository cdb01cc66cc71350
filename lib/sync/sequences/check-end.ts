import 'server-only';
import { db } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { control } from '#lib/testing/sandbox';
import { type Bank, toMinorUnits } from './bank.ts';
import { readItem, readPosition } from './read-item.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** What must hold once all faults are over and everything has come to rest. */
export async function checkEnd(world: World): Promise<void> {
  await world.check();
  for (const bank of world.banks) {
    if (bank.left === null) await checkLive(world, bank);
    else await checkLeft(bank);
  }
  await checkOwnIntegrity(world);
}

/** I8, and I10 through the view that every figure of the product comes from. */
async function checkLive(world: World, bank: Bank): Promise<void> {
  await bank.observe();
  // That the rows are those of this position has been checked.
  const item = await readItem(bank.item);
  const position = item?.cursor ? readPosition(item.cursor, bank.item.plaidItemId) : null;
  if (position !== bank.head) {
    throw new Violation('I8', `at rest at ${position}, and Plaid is at ${bank.head}`);
  }
  const rows = item?.rows ?? [];
  world.ledger.checkSuccession(bank, new Map(rows.map((row) => [row.plaidTransactionId, row.id])));
  compare('I10', 'sums', await readSums(bank), sumTruth(bank));
  compare('I10', 'balances', await readBalances(bank), describeBalances(bank));
}

function compare(invariant: string, what: string, found: string[], expected: string[]): void {
  if (found.sort().join() === expected.sort().join()) return;
  throw new Violation(invariant, `${what} are ${found.join(', ')}, not ${expected.join(', ')}`);
}

async function readSums({ item: { householdId, itemId } }: Bank): Promise<string[]> {
  const sums = await db().$queryRaw<{ account: string; currency: string; minor: bigint }[]>`
    SELECT a."plaidAccountId" AS "account", t."currency", sum(t."amountMinor")::bigint AS "minor"
    FROM "EffectiveTransaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE t."householdId" = ${householdId}::uuid AND t."itemId" = ${itemId}::uuid AND NOT t."kept"
    GROUP BY 1, 2`;
  return sums.map(({ account, currency, minor }) => `${account} ${currency} ${minor}`);
}

function sumTruth({ rows }: Bank): string[] {
  const sums = new Map<string, number>();
  for (const { account_id, iso_currency_code: currency, amount } of rows) {
    const key = `${account_id} ${currency}`;
    sums.set(key, (sums.get(key) ?? 0) + toMinorUnits(amount, currency));
  }
  return [...sums].map(([key, minor]) => `${key} ${minor}`);
}

async function readBalances({ item: { householdId, itemId } }: Bank): Promise<string[]> {
  const accounts = await db().account.findMany({
    where: { householdId, itemId, removedAt: null },
    select: { plaidAccountId: true, currentMinor: true },
  });
  return accounts.map(({ plaidAccountId, currentMinor }) => `${plaidAccountId} ${currentMinor}`);
}

/** Balances keep Plaid's sign. */
function describeBalances({ accounts }: Bank): string[] {
  return accounts.map(({ account_id, balances }) => {
    const minor = toMinorUnits(-(balances.current ?? Number.NaN), balances.iso_currency_code);
    return `${account_id} ${minor}`;
  });
}

/** I9: gone at Plaid, and here nothing that could call it or be called for it. */
async function checkLeft({
  item: { householdId, itemId, plaidItemId },
  left,
}: Bank): Promise<void> {
  const truth = await control(`/items/${plaidItemId}/truth`).catch((error: Error) => error.message);
  if (typeof truth !== 'string') throw new Violation('I9', 'the Item lives on at Plaid');
  const here = await readItem({ householdId, itemId });
  if (here?.hasToken) throw new Violation('I9', 'a token is left');
  if ((left === 'delete') !== (here === null)) {
    throw new Violation('I9', `history was to ${left}, and it is ${here ? 'there' : 'gone'}`);
  }
  const where = { householdId, itemId };
  const remains = [
    await db().itemDirectory.count({ where }),
    ...(left === 'delete'
      ? [await db().transaction.count({ where }), await db().account.count({ where })]
      : []),
  ];
  if (remains.some((count) => count > 0)) throw new Violation('I9', `left behind: ${remains}`);
}

/** The operator's own check, as far as it speaks of this sequence's households. */
async function checkOwnIntegrity(world: World): Promise<void> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  for (const { invariant, violations } of results) {
    for (const subject of violations) {
      if (await world.owns(subject)) throw new Violation(invariant, `integrity: ${subject}`);
    }
  }
}
