import 'server-only';
import type { Prisma } from '#lib/db/client';

/** Columns, each with the reason for what is done with it. */
type Reasons = Readonly<Record<string, string>>;

export type TablePlan =
  | {
      /** `restored`: an import brings it back. `read`: it is there to be read, an import leaves it. */
      as: 'restored' | 'read';
      /** SQL over `t`, the table, and `me`, who asks: which rows are theirs to take. */
      where: string;
      /** Rows that others of the table point at come first; else the primary key is the order. */
      order?: string;
      /** Not in the file. */
      without?: Reasons;
      /** In the file, and not brought back by an import. */
      readOnly?: Reasons;
      /** SQL in a column's place: what is another member's alone. */
      instead?: Readonly<Record<string, string>>;
    }
  | { as: 'left'; because: string };

const inHousehold = 't."householdId" = me."householdId"';
const isMine = `${inHousehold} AND t."memberId" = me."memberId"`;

/** SQL: the member sees the account that a column names, with its transactions. */
export const seesAccount = (column: string) => `${column} IN (
  SELECT a."id" FROM "Account" a WHERE a."householdId" = me."householdId")`;

/** SQL: at least its balance. */
export const seesBalance = (column: string) => seesAccount(column);

/** SQL: the member knows of the connection that a column names. */
const seesItem = (column: string) => `${column} IN (
  SELECT i."id" FROM "Item" i WHERE i."householdId" = me."householdId")`;

const seesTransaction = (column: string) => `EXISTS (
  SELECT FROM "Transaction" x WHERE x."householdId" = me."householdId" AND x."id" = ${column}
    AND ${seesAccount('x."accountId"')})`;

const here = 'how this installation stands with Plaid; another begins anew';
const connected = 'a connection comes back as one that has ended';
const otherMember = 'names a member of this household';
const constant = 'the member’s own';

/**
 * Every table there is, and what an archive has of it: what a member may see is in theirs, whatever
 * their role. A new table does not compile until it is decided here; a new column is in every archive,
 * unless it is named here. In the order in which an import can write them.
 */
export const tablePlans = {
  User: {
    as: 'read',
    where: 't."id" = me."userId"',
    without: {
      passwordHash: 'a secret',
      operator: 'a right over this installation',
    },
  },
  Session: {
    as: 'read',
    where: 't."userId" = me."userId"',
    without: { tokenHash: 'a secret' },
  },
  Household: {
    as: 'restored',
    where: 't."id" = me."householdId"',
    without: { id: 'an import has a household of its own' },
  },
  Member: {
    as: 'read',
    where: `${inHousehold} AND t."id" = me."memberId"`,
  },
  Institution: {
    as: 'read',
    where: `t."id" IN (SELECT i."institutionId" FROM "Item" i
      WHERE i."householdId" = me."householdId" AND ${seesItem('i."id"')})`,
  },
  ItemDirectory: { as: 'left', because: 'says nothing that Item does not' },
  Item: {
    as: 'restored',
    where: `${inHousehold} AND ${seesItem('t."id"')}`,
    without: {
      accessTokenSealed: 'a secret',
      leaseOwner: 'a worker’s name',
      leaseUntil: 'of a worker',
      fence: 'of a worker',
    },
    readOnly: {
      memberId: otherMember,
      institutionId: 'asked of Plaid anew',
      linkName: 'the bank’s name, where Plaid does not say which bank it is',
      linkInstitutionId: 'likewise',
      requestedSeq: here,
      doneSeq: here,
      wakeTrigger: here,
      lastAttemptAt: here,
      failures: here,
      retryAt: here,
      webhookUrl: here,
      webhookFailedAt: here,
      webhookAckedAt: here,
      rotationRequestedAt: here,
      rotationCalledAt: here,
      tokenRotatedAt: here,
      toldTrouble: here,
      toldTroubleAt: here,
      stopReason: connected,
      stoppedAt: connected,
      removeRequestedAt: connected,
      removedAt: connected,
      keepHistory: connected,
    },
  },
  LinkToken: { as: 'left', because: 'secrets that live for minutes' },
  LinkEvent: {
    as: 'restored',
    where: `${inHousehold} AND (${seesItem('t."itemId"')}
      OR EXISTS (SELECT FROM "Item" i WHERE i."householdId" = me."householdId"
        AND i."linkSessionId" = t."linkSessionId" AND ${seesItem('i."id"')})
      OR (SELECT count(*) = 1 FROM "Member" m WHERE m."householdId" = me."householdId"))`,
  },
  Account: {
    as: 'restored',
    where: `${inHousehold} AND ${seesBalance('t."id"')}`,
  },
  BalanceSnapshot: {
    as: 'restored',
    where: `${inHousehold} AND ${seesBalance('t."accountId"')}`,
  },
  TieOut: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  Category: {
    as: 'restored',
    where: inHousehold,
    order: 't."parentId" IS NOT NULL, t."id"',
  },
  Transaction: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  TransactionAlias: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  MatchSuggestion: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."pendingId"')}
      AND ${seesTransaction('t."postedId"')}`,
  },
  SyncRun: {
    as: 'restored',
    where: `${inHousehold} AND ${seesItem('t."itemId"')}`,
  },
  SyncChange: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  Relink: {
    as: 'restored',
    where: `${inHousehold} AND ${seesItem('t."fromItemId"')} AND ${seesItem('t."toItemId"')}`,
    readOnly: { before: 'what an undo here needs; an import is not undone step by step' },
  },
  RelinkRow: {
    as: 'read',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  RelinkDismissal: {
    as: 'restored',
    where: `${inHousehold} AND ${seesItem('t."fromItemId"')} AND ${seesItem('t."toItemId"')}`,
  },
  Notification: { as: 'restored', where: isMine, without: { memberId: constant } },
  NotificationPreference: { as: 'restored', where: isMine, without: { memberId: constant } },
  CalendarFeed: {
    as: 'read',
    where: isMine,
    without: { memberId: constant, tokenHash: 'a secret' },
  },
  Mail: {
    as: 'read',
    where: `${inHousehold} AND t."toAddress" = (
      SELECT u."email" FROM "User" u WHERE u."id" = me."userId")`,
  },
  AuditChain: { as: 'read', where: 't."id" IN (me."householdId", me."userId")' },
  AuditEntry: {
    as: 'read',
    where: 't."chainId" IN (me."householdId", me."userId")',
    instead: {
      userId: hidesOthers('userId'),
      aboutUserId: hidesOthers('aboutUserId'),
      peer: hidesOthers('peer'),
      salt: hidesOthers('salt'),
    },
  },
  Archive: { as: 'left', because: 'this file and others like it' },
  ArchiveChunk: { as: 'left', because: 'this file and others like it' },
  WebhookLog: { as: 'left', because: 'what Plaid rang for; SyncRun says what came of it' },
  RateBucket: { as: 'left', because: 'counts requests for minutes' },
  Worker: { as: 'left', because: 'a process of this installation' },
} as const satisfies Record<Prisma.ModelName, TablePlan>;

/** Who did what is told as in the app: another member's address is theirs. */
function hidesOthers(column: string): string {
  return `CASE WHEN t."chainId" = me."userId" OR t."userId" = me."userId" THEN t."${column}" END`;
}

export type TableName = keyof typeof tablePlans;
