import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { readTraits } from '#lib/traits/read-traits';
import { countsAsTransfer } from '#lib/transfers/transfer-columns';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import { streamLimit } from './contract.ts';
import { listMirrors } from './mirrors.ts';
import type { StreamFacts } from './reckon-stream.ts';

/** The newest of all streams together. */
const rowsLimit = 50_000;

type ReadRow = {
  streamId: string;
  id: string;
  accountId: string;
  date: CivilDate;
  amountMinor: number;
  currency: string;
  pending: boolean;
  merchant: string;
  categoryId: string | null;
  transfer: boolean;
};

type ReadAccount = {
  id: string;
  name: string;
  /** The day up to which its rows are known. */
  knownUntil: CivilDate;
  /** It brings nothing more: closed, gone from its bank, or its connection ended. */
  isOver: boolean;
};

/** A stream with what of it the viewer sees. */
export type ReadStream = {
  id: string;
  state: 'suggested' | 'confirmed' | 'rejected';
  confidence: number;
  personName: string | null;
  personCategoryId: string | null;
  personCadence: string | null;
  account: ReadAccount;
  /** The account at the other end of a transfer, where that is listed with it. */
  otherAccount: ReadAccount | null;
  /** It is that other end: forecast, and not listed. */
  isMirror: boolean;
  facts: StreamFacts;
  /** The earliest first, at least one. */
  rows: ReadRow[];
};

/** The streams of which the viewer sees a transaction, each made of those that they see. */
export const readStreams = remembered(
  'streams',
  [...seenTopics, 'recurring', 'transactions', 'categories'],
  async (viewer: Viewer, streamId?: string): Promise<ReadStream[]> => {
    const { transfers } = await readTraits(viewer);
    const [streams, rows, accounts, found] = await Promise.all([
      readKept(viewer, streamId),
      readRows(viewer, streamId ?? null),
      readAccounts(viewer),
      transfers ? listMirrors(viewer) : [],
    ]);
    const mirrors = new Map(found.map((mirror) => [mirror.id, mirror]));
    const arrivals = new Map(found.map((mirror) => [mirror.ofId, mirror.accountId]));
    const rowsOf = Map.groupBy(rows, (row) => row.streamId);
    const byId = new Map(streams.map((stream) => [stream.id, stream]));
    return streams.flatMap((stream): ReadStream[] => {
      const own = rowsOf.get(stream.id) ?? [];
      const last = own.at(-1);
      const account = last && accounts.get(last.accountId);
      if (!account) return [];
      const { id, confidence } = stream;
      const mirror = mirrors.get(id);
      // What was said of a transfer was said of both its ends.
      const said = byId.get(mirror?.ofId ?? id) ?? stream;
      const { state, personName, personCategoryId, personCadence, personAmountMinor, endsOn } =
        said;
      const amountMinor = personAmountMinor === null ? null : toSafeNumber(personAmountMinor);
      const facts = {
        cadence: personCadence ?? stream.cadence,
        payments: own,
        amountMinor: amountMinor !== null && said !== stream ? -amountMinor : amountMinor,
        endsOn: endsOn && fromUtcMidnight(endsOn),
        plaidNextOn: stream.plaidNextOn && fromUtcMidnight(stream.plaidNextOn),
        plaidEnded: stream.plaidEnded || account.isOver,
      };
      return [
        {
          id,
          state,
          confidence,
          personName,
          personCategoryId,
          personCadence,
          account,
          otherAccount: accounts.get(arrivals.get(id) ?? '') ?? null,
          isMirror: mirror !== undefined,
          facts,
          rows: own,
        },
      ];
    });
  },
);

/** What is kept of them, apart from their rows: of those more changes. */
const readKept = remembered(
  'kept streams',
  ['recurring'],
  ({ householdId }: Viewer, streamId?: string) =>
    db().stream.findMany({
      where: { householdId, ...(streamId !== undefined && { id: streamId }) },
      omit: { householdId: true, decidedAt: true, createdAt: true, plaidStreamIds: true },
      take: streamLimit,
    }),
);

async function readRows(viewer: Viewer, streamId: string | null): Promise<ReadRow[]> {
  const rows = await db().$queryRaw<(Omit<ReadRow, 'amountMinor'> & { amountMinor: bigint })[]>`
    SELECT r."streamId", e."id", e."accountId", e."date"::text AS "date", e."amountMinor",
      COALESCE(e."currency", ${unnamedCurrency}) AS "currency", e."pending", e."merchant",
      e."categoryId", ${countsAsTransfer(viewer)} AS "transfer"
    FROM "StreamRow" r
    JOIN "EffectiveTransaction" e
      ON e."householdId" = r."householdId" AND e."id" = r."transactionId"
    WHERE r."householdId" = ${viewer.householdId}::uuid
      AND (${streamId}::uuid IS NULL OR r."streamId" = ${streamId}::uuid)
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)} AND NOT e."hidden"
    ORDER BY e."date" DESC, e."id" DESC LIMIT ${rowsLimit}`;
  return rows.map((row) => ({ ...row, amountMinor: toSafeNumber(row.amountMinor) })).reverse();
}

/** Of an account kept by hand the rows are known up to its newest; nobody looks at it meanwhile. */
const readAccounts = remembered(
  'accounts of streams',
  [...seenTopics, 'rows'],
  async (viewer: Viewer): Promise<Map<string, ReadAccount>> => {
    const rows = await db().$queryRaw<ReadAccount[]>`
      ${keptPlan} SELECT a."id", ${accountName} AS "name",
        COALESCE(a."closedOn", a."removedAt", i."removeRequestedAt") IS NOT NULL AS "isOver",
        COALESCE((i."lastSyncedAt" AT TIME ZONE 'UTC')::date, (
          SELECT max(t."date") FROM "Transaction" t
          WHERE t."householdId" = a."householdId" AND t."accountId" = a."id"
            AND t."removedAt" IS NULL), current_date)::text AS "knownUntil"
      FROM "Account" a
      LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
      WHERE a."householdId" = ${viewer.householdId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`a."id"`)}`;
    return new Map(rows.map((account) => [account.id, account]));
  },
);
