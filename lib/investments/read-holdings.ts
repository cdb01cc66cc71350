import 'server-only';
import { keepBalances } from '#lib/accounts/keep-balances';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { getHoldings, type ProviderHoldings } from '#lib/plaid/investments';
import type { ItemRef } from '#lib/sync/ports';
import { listAccountIds } from './list-account-ids.ts';
import { type PlannedHolding, planHoldings } from './plan-holdings.ts';
import { writeSecurities } from './write-securities.ts';

/** What the investment accounts of a connection hold. @returns writes it @throws PlaidError */
export async function readHoldings(
  ref: ItemRef,
  accessToken: string,
): Promise<(tx: Tx) => Promise<void>> {
  const answer = await getHoldings(accessToken);
  const readAt = new Date();
  return (tx) => writeHoldings(tx, ref, answer, readAt);
}

/** Replaces what was held, and keeps it as the day's. The balances of the same answer come with it. */
async function writeHoldings(
  tx: Tx,
  ref: ItemRef,
  { accounts, holdings, securities }: ProviderHoldings,
  readAt: Date,
): Promise<void> {
  const accountIds = await listAccountIds(tx, ref);
  const securityIds = await writeSecurities(tx, ref.householdId, securities, readAt);
  const positions = planHoldings(holdings, accountIds, securityIds);
  const days = accounts.flatMap(({ plaidAccountId, currency, currentMinor, availableMinor }) => {
    const accountId = accountIds.get(plaidAccountId);
    return accountId ? [{ accountId, currency, currentMinor, availableMinor }] : [];
  });
  await replaceHoldings(tx, ref, days, positions, readAt);
  await keepDays(tx, ref, days, positions, readAt);
  const balances = accounts.filter(({ plaidAccountId }) => accountIds.has(plaidAccountId));
  await keepBalances(tx, ref, balances, readAt);
}

type Day = {
  accountId: string;
  currency: string | null;
  currentMinor: number | null;
  availableMinor: number | null;
};

async function replaceHoldings(
  tx: Tx,
  { householdId }: ItemRef,
  days: readonly Day[],
  positions: readonly PlannedHolding[],
  readAt: Date,
): Promise<void> {
  const accountId = { in: days.map((each) => each.accountId) };
  await tx.holding.deleteMany({ where: { householdId, accountId } });
  await tx.$executeRaw`
    INSERT INTO "Holding" ("householdId", "accountId", "securityId", "quantity", "price", "pricedOn",
      "valueMinor", "currency", "costMinor", "plaid", "readAt")
    SELECT ${householdId}::uuid, r."accountId", r."securityId", r."quantity", r."price",
      r."pricedOn", r."valueMinor", r."currency", r."costMinor", r."raw"::jsonb,
      ${readAt}::timestamptz
    FROM jsonb_to_recordset(${toJsonParameter(positions)}::jsonb) AS r("accountId" uuid,
      "securityId" uuid, "quantity" numeric, "price" numeric, "pricedOn" date,
      "valueMinor" bigint, "currency" text, "costMinor" bigint, "raw" text)`;
}

/** What was read last on a day is that day's. */
async function keepDays(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  days: readonly Day[],
  positions: readonly PlannedHolding[],
  readAt: Date,
): Promise<void> {
  const date = readAt.toISOString().slice(0, 10);
  await tx.$executeRaw`
    DELETE FROM "HoldingDay" WHERE "householdId" = ${householdId}::uuid AND "date" = ${date}::date
      AND "accountId" = ANY(${days.map(({ accountId }) => accountId)}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO "HoldingDay" ("householdId", "accountId", "date", "itemId", "currency",
      "balanceMinor", "availableMinor", "readAt")
    SELECT ${householdId}::uuid, r."accountId", ${date}::date, ${itemId}::uuid, r."currency",
      r."currentMinor", r."availableMinor", ${readAt}::timestamptz
    FROM jsonb_to_recordset(${toJsonParameter(days)}::jsonb) AS r("accountId" uuid,
      "currency" text, "currentMinor" bigint, "availableMinor" bigint)`;
  await tx.$executeRaw`
    INSERT INTO "HoldingSnapshot" ("householdId", "accountId", "date", "securityId", "quantity",
      "price", "valueMinor", "currency")
    SELECT ${householdId}::uuid, r."accountId", ${date}::date, r."securityId", r."quantity",
      r."price", r."valueMinor", r."currency"
    FROM jsonb_to_recordset(${toJsonParameter(positions)}::jsonb) AS r("accountId" uuid,
      "securityId" uuid, "quantity" numeric, "price" numeric, "valueMinor" bigint,
      "currency" text)`;
}
