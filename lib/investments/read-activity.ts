import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import {
  getInvestmentPage,
  type ProviderInvestmentPage,
  type ProviderInvestmentRow,
} from '#lib/plaid/investments';
import { badAnswer, noAnswer, PlaidError } from '#lib/plaid/plaid-error';
import type { ItemRef } from '#lib/sync/ports';
import { listAccountIds } from './list-account-ids.ts';
import { writeSecurities } from './write-securities.ts';

/** As far as Plaid goes back: 24 months. */
const historyDays = 730;
/** Banks book late and correct what they booked: these days are read again each time. */
const overlapDays = 90;
const pageLimit = 200;
const attempts = 3;

type Window = { from: CivilDate; to: CivilDate };

/** What happened in the investment accounts of a connection. @returns writes it @throws PlaidError */
export async function readActivity(
  ref: ItemRef,
  accessToken: string,
): Promise<(tx: Tx) => Promise<void>> {
  const window = await findWindow(ref);
  const found = await readAll(accessToken, window);
  return (tx) => writeActivity(tx, ref, window, found);
}

/** All of it the first time, later what may have changed since the last. */
async function findWindow({ householdId, itemId }: ItemRef): Promise<Window> {
  const key = { householdId, itemId, product: 'investment_transactions' };
  const last = await db().itemProduct.findUnique({
    where: { householdId_itemId_product: key },
    select: { fetchedAt: true },
  });
  const to = toDate(new Date());
  const from = last?.fetchedAt
    ? addDays(toDate(last.fetchedAt), -overlapDays)
    : addDays(to, -historyDays);
  // A day that has begun elsewhere is not over here.
  return { from, to: addDays(to, 1) };
}

function toDate(instant: Date): CivilDate {
  return instant.toISOString().slice(0, 10);
}

type Found = Pick<ProviderInvestmentPage, 'rows' | 'securities'>;

/** By count and offset, without a cursor: where the rows move between two pages, all are read again. */
async function readAll(accessToken: string, window: Window): Promise<Found> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await readPages(accessToken, window);
    if (found) return found;
  }
  throw new PlaidError({
    type: noAnswer,
    code: badAnswer,
    message: 'the investment transactions changed while they were read',
  });
}

/** Null when they moved. */
async function readPages(accessToken: string, window: Window): Promise<Found | null> {
  const pages: ProviderInvestmentPage[] = [];
  for (let offset = 0; pages.length < pageLimit; ) {
    const page = await getInvestmentPage(accessToken, { ...window, offset });
    const total = pages[0]?.total ?? page.total;
    pages.push(page);
    offset += page.rows.length;
    if (page.total !== total) return null;
    if (offset >= total) return joinPages(pages);
    if (page.rows.length === 0) return null;
  }
  throw new PlaidError({
    type: noAnswer,
    code: badAnswer,
    message: 'more investment transactions than anybody has',
  });
}

function joinPages(pages: readonly ProviderInvestmentPage[]): Found | null {
  const rows = pages.flatMap((page) => page.rows);
  const ids = new Set(rows.map((row) => row.plaidInvestmentTransactionId));
  return ids.size < rows.length
    ? null
    : { rows, securities: pages.flatMap((each) => each.securities) };
}

async function writeActivity(
  tx: Tx,
  ref: ItemRef,
  window: Window,
  { rows, securities }: Found,
): Promise<void> {
  const accountIds = await listAccountIds(tx, ref);
  const securityIds = await writeSecurities(tx, ref.householdId, securities, new Date());
  const given = rows.flatMap((row) => toStored(row, accountIds, securityIds));
  await removeAbsent(tx, ref, window, given);
  await upsertRows(tx, ref, given);
}

type StoredRow = ReturnType<typeof toStored>[number];

function toStored(
  { plaidAccountId, plaidSecurityId, ...row }: ProviderInvestmentRow,
  accountIds: ReadonlyMap<string, string>,
  securityIds: ReadonlyMap<string, string>,
) {
  const accountId = accountIds.get(plaidAccountId);
  const securityId = securityIds.get(plaidSecurityId ?? '') ?? null;
  return accountId ? [{ ...row, id: newId(), accountId, securityId }] : [];
}

/** What Plaid lists no more of days that it was asked about is withdrawn, and kept. */
async function removeAbsent(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  { from, to }: Window,
  given: readonly StoredRow[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "InvestmentTransaction" t SET "removedAt" = now()
    FROM "Account" a
    WHERE t."householdId" = ${householdId}::uuid AND t."removedAt" IS NULL
      AND t."date" BETWEEN ${from}::date AND ${to}::date
      AND a."householdId" = t."householdId" AND a."id" = t."accountId"
      AND a."itemId" = ${itemId}::uuid AND a."removedAt" IS NULL
      AND NOT t."plaidInvestmentTransactionId" = ANY(${given.map((row) => row.plaidInvestmentTransactionId)}::text[])`;
}

async function upsertRows(
  tx: Tx,
  { householdId, itemId }: ItemRef,
  given: readonly StoredRow[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "InvestmentTransaction" ("householdId", "id", "accountId", "itemId",
      "plaidInvestmentTransactionId", "securityId", "date", "name", "amountMinor", "feesMinor",
      "currency", "quantity", "price", "type", "subtype", "plaid")
    SELECT ${householdId}::uuid, r."id", r."accountId", ${itemId}::uuid,
      r."plaidInvestmentTransactionId", r."securityId", r."date", r."name", r."amountMinor",
      r."feesMinor", r."currency", r."quantity", r."price", r."type", r."subtype", r."raw"::jsonb
    FROM jsonb_to_recordset(${toJsonParameter(given)}::jsonb) AS r("id" uuid, "accountId" uuid,
      "plaidInvestmentTransactionId" text, "securityId" uuid, "date" date, "name" text,
      "amountMinor" bigint, "feesMinor" bigint, "currency" text, "quantity" numeric,
      "price" numeric, "type" text, "subtype" text, "raw" text)
    ON CONFLICT ("householdId", "plaidInvestmentTransactionId") DO UPDATE SET
      "accountId" = EXCLUDED."accountId", "itemId" = EXCLUDED."itemId",
      "securityId" = EXCLUDED."securityId", "date" = EXCLUDED."date", "name" = EXCLUDED."name",
      "amountMinor" = EXCLUDED."amountMinor", "feesMinor" = EXCLUDED."feesMinor",
      "currency" = EXCLUDED."currency", "quantity" = EXCLUDED."quantity",
      "price" = EXCLUDED."price", "type" = EXCLUDED."type", "subtype" = EXCLUDED."subtype",
      "plaid" = EXCLUDED."plaid", "removedAt" = NULL`;
}
