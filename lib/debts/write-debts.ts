import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import type { ProviderDebt } from '#lib/plaid/liabilities';
import type { ItemRef } from '#lib/sync/ports';

/**
 * Writes what Plaid says of a connection's debts now. Terms that it says nothing of any more go; the
 * statements it told of stay, each due when it was first said to be. Of an account that no sync has brought yet the next reading tells.
 */
export async function writeDebts(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  debts: readonly ProviderDebt[],
): Promise<void> {
  const accounts = await tx.account.findMany({
    where: { householdId, itemId },
    select: { id: true, plaidAccountId: true },
  });
  const idOf = new Map(accounts.map(({ id, plaidAccountId }) => [plaidAccountId, id]));
  const known = debts.flatMap((debt) => {
    const accountId = idOf.get(debt.plaidAccountId);
    return accountId ? { ...debt, accountId } : [];
  });
  const accountIds = accounts.map(({ id }) => id);
  await tx.debt.deleteMany({ where: { householdId, accountId: { in: accountIds } } });
  const rows = toJsonParameter(known);
  await tx.$executeRaw`
    INSERT INTO "Debt" ("householdId", "accountId", "kind", "isOverdue", "statementMinor",
      "statementOn", "minimumMinor", "dueOn", "lastPaymentMinor", "lastPaymentOn", "rate", "endsOn",
      "pastDueMinor", "interestMinor", "plaid", "readAt")
    SELECT ${householdId}::uuid, r."accountId", r."kind"::"DebtKind", r."isOverdue",
      r."statementMinor", r."statementOn", r."minimumMinor", r."dueOn", r."lastPaymentMinor",
      r."lastPaymentOn", r."rate", r."endsOn", r."pastDueMinor", r."interestMinor", r."raw", now()
    FROM jsonb_to_recordset(${rows}::jsonb) AS r("accountId" uuid, "kind" text,
      "isOverdue" boolean, "statementMinor" bigint, "statementOn" date, "minimumMinor" bigint,
      "dueOn" date, "lastPaymentMinor" bigint, "lastPaymentOn" date, "rate" numeric, "endsOn" date,
      "pastDueMinor" bigint, "interestMinor" bigint, "raw" jsonb)
    ON CONFLICT DO NOTHING`;
  const rates = known.flatMap(({ accountId, rates: own }) =>
    own.map((rate, position) => ({ ...rate, accountId, position })),
  );
  await tx.$executeRaw`
    INSERT INTO "DebtRate" ("householdId", "accountId", "position", "kind", "rate", "balanceMinor",
      "interestMinor")
    SELECT ${householdId}::uuid, r."accountId", r."position", r."kind", r."rate", r."balanceMinor",
      r."interestMinor"
    FROM jsonb_to_recordset(${toJsonParameter(rates)}::jsonb) AS r("accountId" uuid,
      "position" int, "kind" text, "rate" numeric, "balanceMinor" bigint, "interestMinor" bigint)
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO "CardStatement" AS s ("householdId", "accountId", "issuedOn", "balanceMinor",
      "minimumMinor", "dueOn")
    SELECT "householdId", "accountId", "statementOn", "statementMinor", "minimumMinor", "dueOn"
    FROM "Debt"
    WHERE "householdId" = ${householdId}::uuid AND "accountId" = ANY(${accountIds}::uuid[])
      AND "kind" = 'credit' AND "statementOn" IS NOT NULL AND "statementMinor" IS NOT NULL
    ON CONFLICT ("householdId", "accountId", "issuedOn") DO UPDATE SET
      "balanceMinor" = EXCLUDED."balanceMinor", "minimumMinor" = EXCLUDED."minimumMinor",
      "dueOn" = COALESCE(s."dueOn", EXCLUDED."dueOn")`;
}
