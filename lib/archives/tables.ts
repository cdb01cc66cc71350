import 'server-only';
import type { Prisma } from '#lib/db/client';

/** Columns, each with the reason for what is done with it. */
type Reasons = Readonly<Record<string, string>>;

export type TablePlan =
  | {
      /** `restored`: an import brings it back. `read`: it is there to be read, an import leaves it. */
      as: 'restored' | 'read';
      /** SQL over `t`, the table: which rows are the reader's to take. */
      where: string;
      /** Rows that others of the table point at come first; else the primary key is the order. */
      order?: string;
      /** Not in the file. */
      without?: Reasons;
      /** In the file, and not brought back by an import. */
      readOnly?: Reasons;
      /** SQL in a column's place: what is another member's alone. */
      instead?: Readonly<Record<string, string>>;
      /** SQL over `r`, a row of the file, and `me`, the member it comes to: what an import puts there. */
      given?: Readonly<Record<string, string>>;
    }
  | { as: 'left'; because: string };

/** Parameters of every query over a reader's rows, see reader.ts. */
const household = '$1::uuid';
const member = '$2::uuid';
const user = '$3::uuid';

const inHousehold = `t."householdId" = ${household}`;
const isMine = `${inHousehold} AND t."memberId" = ${member}`;

/** SQL: the member sees the account that a column names, with its transactions. */
export const seesAccount = (column: string) => `${column} IN (
  SELECT s."accountId" FROM "SeenAccount" s
  WHERE s."householdId" = ${household} AND s."memberId" = ${member} AND s."sight" = 'full')`;

/** SQL: at least its balance. */
export const seesBalance = (column: string) => `${column} IN (
  SELECT s."accountId" FROM "SeenAccount" s
  WHERE s."householdId" = ${household} AND s."memberId" = ${member})`;

/** SQL: the member knows of the connection that a column names. */
const seesItem = (column: string) => `${column} IN (
  SELECT s."itemId" FROM "SeenItem" s
  WHERE s."householdId" = ${household} AND s."memberId" = ${member})`;

/** SQL: the member sees all that a connection brings: what is counted over all of it is theirs to know. */
const seesWholeItem = (column: string) => `${seesItem(column)} AND NOT EXISTS (
  SELECT FROM "Account" a WHERE a."householdId" = ${household} AND a."itemId" = ${column}
    AND NOT ${seesAccount('a."id"')})`;

const isOfOwnPack = `EXISTS (
  SELECT FROM "ProofPack" p WHERE p."householdId" = ${household} AND p."id" = t."packId"
    AND p."memberId" = ${member})`;

const namesSecurity = (table: string) => `EXISTS (
  SELECT FROM "${table}" x WHERE x."householdId" = ${household} AND x."securityId" = t."id"
    AND ${seesAccount('x."accountId"')})`;

const seesTransaction = (column: string) => `EXISTS (
  SELECT FROM "Transaction" x WHERE x."householdId" = ${household} AND x."id" = ${column}
    AND ${seesAccount('x."accountId"')})`;

const seesGoal = (column: string) => `NOT EXISTS (
  SELECT FROM (
    SELECT a."goalId", a."accountId" FROM "GoalAccount" a WHERE a."householdId" = ${household}
    UNION ALL
    SELECT c."goalId", c."accountId" FROM "GoalContribution" c
    WHERE c."householdId" = ${household} AND c."accountId" IS NOT NULL) named
  WHERE named."goalId" = ${column} AND NOT ${seesBalance('named."accountId"')})`;

/** SQL: of the accounts that a rule asks about, those that the member knows of; one may be gone. */
const keptAccounts = `ARRAY(
  SELECT named."id" FROM unnest(t."accountIds") WITH ORDINALITY AS named("id", "place")
  WHERE ${seesBalance('named."id"')} ORDER BY named."place")`;

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
    where: `t."id" = ${user}`,
    without: {
      passwordHash: 'a secret',
      operator: 'a right over this installation',
    },
  },
  Session: {
    as: 'read',
    where: `t."userId" = ${user}`,
    without: { tokenHash: 'a secret' },
  },
  KnownBrowser: { as: 'left', because: 'a browser is met anew where it signs in' },
  MailboxToken: { as: 'left', because: 'secrets that live for an hour' },
  TokenMail: {
    as: 'read',
    where: `t."userId" = ${user}`,
    without: { text: 'a secret, where no relay took it' },
  },
  OidcIdentity: { as: 'read', where: `t."userId" = ${user}` },
  OidcRoundTrip: { as: 'left', because: 'a sign-in of some minutes' },
  SignInAttempt: { as: 'left', because: 'a sign-in of some minutes' },
  Passkey: { as: 'read', where: `t."userId" = ${user}` },
  PasskeyChallenge: { as: 'left', because: 'secrets that live for minutes' },
  Totp: { as: 'read', where: `t."userId" = ${user}`, without: { secretSealed: 'a secret' } },
  RecoveryCode: { as: 'read', where: `t."userId" = ${user}`, without: { codeHash: 'a secret' } },
  Household: {
    as: 'restored',
    where: `t."id" = ${household}`,
    without: {
      id: 'an import has a household of its own',
      monthSumsAt: 'says nothing of its rows',
    },
    readOnly: { sample: 'what is imported is nobody’s sample' },
  },
  Member: {
    as: 'read',
    where: `${inHousehold} AND t."id" = ${member}`,
  },
  Invite: { as: 'read', where: isMine, without: { memberId: constant, tokenHash: 'a secret' } },
  AccessToken: {
    as: 'read',
    where: isMine,
    without: { memberId: constant, tokenHash: 'a secret' },
  },
  Institution: {
    as: 'read',
    where: `t."id" IN (SELECT i."institutionId" FROM "Item" i
      WHERE i."householdId" = ${household} AND ${seesItem('i."id"')})`,
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
      plaidItemId: 'another household here may have the connection itself',
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
      plaidReadAt: here,
      webhookUrl: here,
      webhookFailedAt: here,
      webhookAckedAt: here,
      rotationRequestedAt: here,
      rotationCalledAt: here,
      tokenRotatedAt: here,
      streamsReadAt: here,
      streamsChangedAt: here,
      streamsTriedAt: here,
      streamsErrorCode: here,
      streamsUnserved: here,
      toldTrouble: here,
      toldTroubleAt: here,
      stopReason: connected,
      stoppedAt: connected,
      removeRequestedAt: connected,
      removedAt: connected,
      keepHistory: connected,
    },
    given: {
      plaidItemId: `'imported-' || r."id"`,
      memberId: 'me."memberId"',
      institutionId: '(SELECT n."id" FROM "Institution" n WHERE n."id" = r."institutionId")',
      linkName: 'COALESCE(r."linkName", me."banks" ->> r."institutionId")',
      linkInstitutionId: 'COALESCE(r."linkInstitutionId", r."institutionId")',
      removeRequestedAt: 'COALESCE(r."removeRequestedAt", now())',
      removedAt: 'COALESCE(r."removedAt", now())',
    },
  },
  AssetReport: {
    as: 'read',
    where: isMine,
    without: { memberId: constant, tokenSealed: 'a secret' },
  },
  AssetReportCopy: {
    as: 'read',
    where: `${inHousehold} AND EXISTS (SELECT FROM "AssetReport" r
      WHERE r."householdId" = ${household} AND r."id" = t."reportId" AND r."memberId" = ${member})`,
    without: { tokenSealed: 'a secret' },
  },
  ProofPack: {
    as: 'read',
    where: isMine,
    without: { memberId: constant, tokenHash: 'a secret', passphraseHash: 'a secret' },
  },
  ProofPackDocument: {
    as: 'read',
    where: `${inHousehold} AND ${isOfOwnPack}`,
    without: { contentSealed: 'figures that are in the file themselves' },
  },
  ProofPackVisit: { as: 'read', where: `${inHousehold} AND ${isOfOwnPack}` },
  Consent: {
    as: 'restored',
    where: `${inHousehold} AND ${seesItem('t."itemId"')}`,
    readOnly: { memberId: otherMember },
    given: { memberId: 'me."memberId"' },
  },
  ItemProduct: { as: 'left', because: here },
  IncomeProfile: { as: 'left', because: 'it is kept for a while; a copy would outlast its end' },
  IncomeReading: { as: 'left', because: 'likewise, and is sealed' },
  IncomeDirectory: { as: 'left', because: 'hashes of ids of Plaid’s' },
  LinkToken: { as: 'left', because: 'secrets that live for minutes' },
  LinkClaim: { as: 'left', because: 'of a passage through Link that takes a minute' },
  LinkEvent: {
    as: 'restored',
    where: `${inHousehold} AND (${seesItem('t."itemId"')}
      OR EXISTS (SELECT FROM "Item" i WHERE i."householdId" = ${household}
        AND i."linkSessionId" = t."linkSessionId" AND ${seesItem('i."id"')})
      OR (SELECT count(*) = 1 FROM "Member" m WHERE m."householdId" = ${household}))`,
  },
  Account: {
    as: 'restored',
    where: `${inHousehold} AND ${seesBalance('t."id"')}`,
    readOnly: { memberId: otherMember },
    given: { memberId: `CASE WHEN r."itemId" IS NULL THEN me."memberId" END` },
    instead: hideUnless(seesAccount('t."id"'), [
      'plaid',
      'anchorMinor',
      'anchorAt',
      'anchorPostedMinor',
      'balanceMovedAt',
    ]),
  },
  ProcessorGrant: {
    as: 'restored',
    where: `${inHousehold} AND ${seesWholeItem('t."itemId"')}`,
  },
  AccountIdentity: {
    as: 'left',
    because:
      'the bank’s, sealed, and no longer kept than its connection: where it is linked anew it says so anew',
  },
  OwnDetails: { as: 'left', because: 'sealed by this installation, and said anew in a minute' },
  Debt: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  DebtRate: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  CardStatement: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  Statement: {
    as: 'read',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  // What nobody holds in an account that the member sees tells of one that they do not.
  Security: {
    as: 'restored',
    where: `${inHousehold} AND (${namesSecurity('Holding')} OR ${namesSecurity('HoldingSnapshot')}
      OR ${namesSecurity('InvestmentTransaction')})`,
  },
  Holding: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  HoldingDay: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  HoldingSnapshot: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  InvestmentTransaction: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
  },
  AccountSight: {
    as: 'read',
    // That an account is kept from somebody is kept from them, too.
    where: `${inHousehold} AND ((t."memberId" = ${member} AND ${seesBalance('t."accountId"')}) OR EXISTS (
      SELECT FROM "Account" a
      LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
      WHERE a."householdId" = ${household} AND a."id" = t."accountId"
        AND COALESCE(i."memberId", a."memberId") = ${member}))`,
  },
  BalanceSnapshot: {
    as: 'restored',
    where: `${inHousehold} AND ${seesBalance('t."accountId"')}`,
    instead: hideUnless(seesAccount('t."accountId"'), ['impliedMinor']),
  },
  Valuation: {
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
    order: 't."mergedIntoId" IS NOT NULL, t."parentId" IS NOT NULL, t."id"',
  },
  CategoryMapping: { as: 'restored', where: inHousehold },
  Tag: { as: 'restored', where: inHousehold },
  BudgetSettings: { as: 'restored', where: inHousehold },
  BudgetPlan: { as: 'restored', where: inHousehold },
  BudgetCarry: { as: 'restored', where: inHousehold },
  Rate: { as: 'restored', where: inHousehold },
  SavedReport: {
    as: 'restored',
    where: `${inHousehold} AND (t."accountId" IS NULL OR ${seesAccount('t."accountId"')})`,
  },
  // Of one in which an account takes part that is kept from the member they learn nothing.
  Goal: { as: 'restored', where: `${inHousehold} AND ${seesGoal('t."id"')}` },
  GoalAccount: { as: 'restored', where: `${inHousehold} AND ${seesGoal('t."goalId"')}` },
  GoalContribution: { as: 'restored', where: `${inHousehold} AND ${seesGoal('t."goalId"')}` },
  Rule: {
    as: 'restored',
    // Without an account that is there, or without all that are gone, it would be another rule.
    where: `${inHousehold} AND NOT EXISTS (SELECT FROM "Account" a WHERE a."householdId" = ${household}
        AND a."id" = ANY (t."accountIds") AND NOT ${seesBalance('a."id"')})
      AND (t."accountIds" = '{}' OR ${keptAccounts} <> '{}')`,
    instead: { accountIds: keptAccounts },
  },
  Transaction: {
    as: 'restored',
    where: `${inHousehold} AND ${seesAccount('t."accountId"')}`,
    instead: {
      // Put away for a row that is not in the file, it would be gone.
      ...hideUnless(seesTransaction('t."duplicateOfId"'), ['duplicateOfId']),
      plaid: `COALESCE(t."plaid", (SELECT s."plaid" FROM "TransactionSource" s
        WHERE s."householdId" = ${household} AND s."transactionId" = t."id"))`,
    },
  },
  FileImport: {
    as: 'restored',
    where: `${isMine} AND t."state" IN ('done', 'undone') AND ${seesAccount('t."accountId"')}`,
    without: {
      memberId: constant,
      file: 'goes once it is imported',
      made: here,
      enrich: here,
      enrichedToId: here,
      enrichedAt: here,
    },
    given: { memberId: 'me."memberId"' },
  },
  TransactionTag: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  SplitPart: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  // What has an end in an account that is kept from the member goes without its row: each end they see
  // is marked as one by itself.
  Transfer: {
    as: 'restored',
    where: `${inHousehold} AND (t."outId" IS NULL OR ${seesTransaction('t."outId"')})
      AND (t."inId" IS NULL OR ${seesTransaction('t."inId"')})
      AND (t."towardsId" IS NULL OR ${seesBalance('t."towardsId"')})`,
  },
  TransferBar: {
    as: 'restored',
    where: `${inHousehold} AND ${seesBalance('t."firstId"')} AND ${seesBalance('t."secondId"')}`,
  },
  Stream: {
    as: 'restored',
    where: `${inHousehold} AND EXISTS (
      SELECT FROM "StreamRow" r WHERE r."householdId" = ${household} AND r."streamId" = t."id"
        AND ${seesTransaction('r."transactionId"')})`,
    readOnly: { plaidStreamIds: 'Plaid’s, of a connection that comes back as one that has ended' },
  },
  StreamRow: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  SettleLink: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."expenseId"')}
      AND ${seesTransaction('t."creditId"')}`,
  },
  Claim: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."transactionId"')}`,
  },
  DuplicatePair: {
    as: 'restored',
    where: `${inHousehold} AND ${seesTransaction('t."keptId"')}
      AND ${seesTransaction('t."otherId"')}`,
  },
  Attachment: {
    as: 'restored',
    where: `${inHousehold} AND t."removedAt" IS NULL AND ${seesTransaction('t."transactionId"')}`,
    without: {
      objectId:
        'where this installation keeps it; AttachmentChunk has its bytes, wherever they are',
      keySealed: 'a secret',
    },
  },
  AttachmentChunk: {
    as: 'restored',
    where: `${inHousehold} AND EXISTS (
      SELECT FROM "Attachment" f WHERE f."householdId" = ${household}
        AND f."id" = t."attachmentId" AND f."removedAt" IS NULL
        AND ${seesTransaction('f."transactionId"')})`,
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
    where: `${inHousehold} AND ${seesWholeItem('t."itemId"')}`,
  },
  SyncChange: {
    as: 'restored',
    where: `${inHousehold} AND EXISTS (
      SELECT FROM "SyncRun" r WHERE r."householdId" = ${household} AND r."id" = t."syncRunId"
        AND ${seesWholeItem('r."itemId"')})`,
  },
  Relink: {
    as: 'restored',
    where: `${inHousehold} AND ${seesWholeItem('t."fromItemId"')}
      AND ${seesWholeItem('t."toItemId"')}`,
    readOnly: { before: 'what an undo here needs; an import is not undone step by step' },
  },
  RelinkRow: {
    as: 'read',
    where: `${inHousehold} AND EXISTS (
      SELECT FROM "Relink" r WHERE r."householdId" = ${household} AND r."id" = t."relinkId"
        AND ${seesWholeItem('r."fromItemId"')} AND ${seesWholeItem('r."toItemId"')})`,
  },
  RelinkDismissal: {
    as: 'restored',
    where: `${inHousehold} AND ${seesItem('t."fromItemId"')} AND ${seesItem('t."toItemId"')}`,
  },
  Notification: {
    as: 'restored',
    where: isMine,
    without: { memberId: constant },
    given: { memberId: 'me."memberId"' },
  },
  NotificationPreference: {
    as: 'restored',
    where: isMine,
    without: { memberId: constant },
    given: { memberId: 'me."memberId"' },
  },
  WebhookEndpoint: {
    as: 'read',
    where: isMine,
    without: {
      memberId: constant,
      secretSealed: 'a secret',
      previousSecretSealed: 'a secret',
      leaseId: 'of a worker',
      leaseUntil: 'of a worker',
    },
  },
  WebhookDelivery: { as: 'left', because: 'says that something changed, and is kept for days' },
  PushDevice: {
    as: 'read',
    where: isMine,
    without: {
      memberId: constant,
      endpoint: 'whoever knows it may send there',
      p256dh: 'a key of the browser’s',
      auth: 'a secret',
    },
  },
  BalanceFloor: {
    as: 'restored',
    where: `${isMine} AND ${seesBalance('t."accountId"')}`,
    without: { memberId: constant },
    given: { memberId: 'me."memberId"' },
  },
  SavedView: {
    as: 'restored',
    where: isMine,
    without: { memberId: constant },
    given: { memberId: 'me."memberId"' },
  },
  OverviewSettings: {
    as: 'restored',
    where: isMine,
    without: { memberId: constant },
    given: { memberId: 'me."memberId"' },
  },
  TransactionSource: { as: 'left', because: 'in the file it stands in its row' },
  MonthSum: { as: 'left', because: 'what its rows come to; each import makes its own' },
  ShownChange: { as: 'left', because: 'says that something of a kind changed, and not what' },
  CalendarFeed: {
    as: 'read',
    where: isMine,
    without: { memberId: constant, tokenHash: 'a secret' },
  },
  Mail: {
    as: 'read',
    where: `${inHousehold} AND t."toAddress" = (
      SELECT u."email" FROM "User" u WHERE u."id" = ${user})`,
  },
  AuditChain: { as: 'read', where: `t."id" IN (${household}, ${user})` },
  AuditEntry: {
    as: 'read',
    where: `(t."chainId" = ${user} OR t."chainId" = ${household}
      AND (${user} IN (t."userId", t."aboutUserId") OR t."details"::jsonb->>'itemId' IS NULL
        OR ${seesItem(`(t."details"::jsonb->>'itemId')::uuid`)}))`,
    // As in the app: where another member was, is theirs to know.
    instead: hideUnless(`t."chainId" = ${user} OR t."userId" = ${user}`, [
      'userId',
      'aboutUserId',
      'peer',
      'salt',
    ]),
  },
  Archive: { as: 'left', because: 'this file and others like it' },
  ArchiveChunk: { as: 'left', because: 'this file and others like it' },
  ArchiveImport: { as: 'left', because: 'how a file like this came in' },
  ArchiveImportPart: { as: 'left', because: 'how a file like this came in' },
  UndoStep: { as: 'left', because: 'what may be taken back within a day' },
  Deletion: { as: 'left', because: 'names nobody who is here' },
  Backup: { as: 'left', because: 'the operator’s, of the whole installation' },
  StoredObject: { as: 'left', because: 'names nobody; AttachmentChunk has what it keeps' },
  ForgottenItem: { as: 'left', because: 'names nothing that is here' },
  WebhookLog: { as: 'left', because: 'what Plaid rang for; SyncRun says what came of it' },
  PushKey: { as: 'left', because: 'this installation’s own' },
  EncryptionKey: { as: 'left', because: 'names of this installation’s keys' },
  RateBucket: { as: 'left', because: 'counts requests for minutes' },
  PlaidCall: { as: 'left', because: 'counts calls of the whole installation' },
  Worker: { as: 'left', because: 'a process of this installation' },
} as const satisfies Record<Prisma.ModelName, TablePlan>;

/** SQL in the place of columns that are not everybody's to see. */
function hideUnless(condition: string, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    columns.map((column) => [column, `CASE WHEN ${condition} THEN t."${column}" END`]),
  );
}

export type TableName = keyof typeof tablePlans;
