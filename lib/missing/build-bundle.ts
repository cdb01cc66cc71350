import 'server-only';
import { createHash } from 'node:crypto';
import { getAccount } from '#lib/accounts/queries';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { unnamedCurrency } from '#lib/money/currency';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import type { BundleDto, BundleQuery } from './contract.ts';
import { findRows } from './find-rows.ts';
import { findMissing, toQuestion } from './queries.ts';

const runsShown = 15;
const webhooksShown = 15;
const linkSessionsShown = 10;

/**
 * What Plaid's support needs to look into a transaction that did not come: ids of Plaid's, times and
 * outcomes. No token, no cursor but its hash, no account number, no mask, no name but the bank's;
 * amounts only when the person wants them in. It speaks of the whole connection: only whoever linked
 * it can write to Plaid about it.
 *
 * @throws AppError not_found; forbidden when another member linked the bank
 */
export async function buildBundle(
  viewer: Viewer,
  accountId: string,
  { amounts, ...query }: BundleQuery,
): Promise<BundleDto> {
  const { householdId } = viewer;
  const account = await getAccount(viewer, accountId);
  if (account.itemId) await requireOwnItem(viewer, account.itemId);
  const question = toQuestion(query, account.current?.currency ?? unnamedCurrency);
  const [steps, rows, plaid] = await Promise.all([
    findMissing(viewer, accountId, query),
    findRows(viewer, accountId, question),
    account.itemId ? readItem(householdId, account.itemId, accountId) : null,
  ]);
  const near = await nameAtPlaid(
    householdId,
    Object.values(rows)
      .flat()
      .map(({ transactionId }) => transactionId),
    amounts,
  );
  const bundle = {
    about: 'A transaction is missing',
    madeAt: new Date().toISOString(),
    environment: env().PLAID_ENV,
    asked: {
      date: query.date,
      text: query.text ?? null,
      amount: amounts ? (query.amount ?? null) : 'left out',
    },
    account: { type: account.type, subtype: account.subtype },
    ...plaid,
    found: steps.items.map(({ kind, verdict }) => ({ kind, verdict })),
    transactions: near,
  };
  return { bundle, text: toText(bundle) };
}

async function readItem(householdId: string, itemId: string, accountId: string) {
  const item = await db().item.findUniqueOrThrow({
    where: { householdId_id: { householdId, id: itemId } },
    select: {
      plaidItemId: true,
      institutionId: true,
      linkSessionId: true,
      transactionsStatus: true,
      transactionsCursor: true,
      historyCompleteAt: true,
      lastSyncedAt: true,
      lastAttemptAt: true,
      errorType: true,
      errorCode: true,
      errorAt: true,
      accounts: { where: { id: accountId }, select: { plaidAccountId: true } },
      institution: { select: { name: true } },
      syncRuns: {
        select: {
          startedAt: true,
          trigger: true,
          outcome: true,
          added: true,
          posted: true,
          changed: true,
          removed: true,
          errorCode: true,
          requestId: true,
        },
        orderBy: { startedAt: 'desc' },
        take: runsShown,
      },
    },
  });
  const webhooks = await db().webhookLog.findMany({
    where: { plaidItemId: item.plaidItemId },
    select: {
      webhookType: true,
      webhookCode: true,
      receivedAt: true,
      deliveries: true,
      outcome: true,
    },
    orderBy: { receivedAt: 'desc' },
    take: webhooksShown,
  });
  const { transactionsCursor, accounts, syncRuns, institution, ...facts } = item;
  return {
    item: {
      ...facts,
      institutionName: institution?.name ?? null,
      plaidAccountId: accounts[0]?.plaidAccountId ?? null,
      cursorSha256: transactionsCursor && hash(transactionsCursor),
    },
    syncs: syncRuns,
    webhooks,
    linkSessions: await listLinkSessions(householdId, itemId),
  };
}

type LinkSession = {
  linkSessionId: string;
  purpose: string;
  startedAt: Date;
  finished: boolean;
  errorCode: string | null;
  requestId: string | null;
};

/** The latest passages through Link's update mode; what went wrong last in each. */
function listLinkSessions(householdId: string, itemId: string): Promise<LinkSession[]> {
  return db().$queryRaw<LinkSession[]>`
    SELECT "linkSessionId", min("purpose") AS "purpose", min("at") AS "startedAt",
      bool_or("name" = 'HANDOFF') AS "finished",
      (array_agg("errorCode" ORDER BY "at" DESC) FILTER (WHERE "errorCode" IS NOT NULL))[1]
        AS "errorCode",
      (array_agg("requestId" ORDER BY "at" DESC) FILTER (WHERE "errorCode" IS NOT NULL))[1]
        AS "requestId"
    FROM "LinkEvent"
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid
    GROUP BY "linkSessionId" ORDER BY "startedAt" DESC LIMIT ${linkSessionsShown}`;
}

/** Rows that come near, by the ids under which Plaid knows them. */
async function nameAtPlaid(householdId: string, ids: string[], amounts: boolean) {
  const rows = await db().transaction.findMany({
    where: { householdId, id: { in: ids } },
    select: {
      plaidTransactionId: true,
      plaidPendingId: true,
      date: true,
      pending: true,
      removedAt: true,
      amountMinor: amounts,
      currency: amounts,
    },
    orderBy: { date: 'desc' },
  });
  return rows.map(({ date, amountMinor, ...row }) => ({
    ...row,
    date: date.toISOString().slice(0, 10),
    ...(amountMinor === undefined ? {} : { amountMinor: String(amountMinor) }),
  }));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** One fact a line, as one pastes it into a ticket. */
function toText(bundle: object): string {
  const lines: string[] = [];
  const write = (name: string, value: unknown) => {
    if (Array.isArray(value)) {
      lines.push('', `${name}:`);
      for (const each of value) lines.push(`- ${describe(each)}`);
    } else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
      lines.push('', `${name}:`);
      for (const [key, each] of Object.entries(value)) lines.push(`  ${key}: ${describe(each)}`);
    } else {
      lines.push(`${name}: ${describe(value)}`);
    }
  };
  for (const [name, value] of Object.entries(bundle)) write(name, value);
  return `${lines.join('\n')}\n`;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([, each]) => each !== null)
    .map(([name, each]) => `${name} ${describe(each)}`)
    .join(', ');
}
