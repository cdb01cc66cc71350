import 'server-only';
import { Prisma } from '#lib/db/client';
import { allDecisions } from '#lib/transactions/decision-columns';

/** What follows from the household's rules: made anew wherever the provider's columns change. */
const ruleColumns = [
  'ruleCategoryId',
  'ruleCategoryRuleId',
  'ruleName',
  'ruleNameRuleId',
  'ruleNote',
  'ruleNoteRuleId',
  'hiddenRuleId',
  'reviewedRuleId',
  'transferRuleId',
  'splitRuleId',
];

/** What makes a transaction of ours this one, and no provider ever sets. */
const ownOfTransaction = [
  'householdId',
  'id',
  'accountId',
  'itemId',
  'plaidTransactionId',
  'firstSyncRunId',
  'importId',
  'importReference',
  // A file's word, which a row may have of one that it is one with.
  'memo',
  'createdAt',
  'keptAt',
  'splitSetAt',
  'transferId',
  'duplicateOfId',
  ...ruleColumns,
  ...allDecisions.flatMap(({ value, mark }) => [value, mark]),
];

const anchorColumns = ['anchorMinor', 'anchorAt', 'anchorPostedMinor', 'balanceMovedAt'];

const ownOfAccount = [
  'householdId',
  'id',
  'itemId',
  'memberId',
  'openingMinor',
  'plaidAccountId',
  'createdAt',
  'personName',
  'personNameSetAt',
  'hiddenAt',
  'excludedAt',
  'closedOn',
  'sight',
  ...anchorColumns,
];

/** Everything else is the provider's, columns to come among it. */
export const providerColumns = Object.keys(Prisma.TransactionScalarFieldEnum).filter(
  (column) => !ownOfTransaction.includes(column),
);
export const accountColumns = Object.keys(Prisma.AccountScalarFieldEnum).filter(
  (column) => !ownOfAccount.includes(column),
);

/** `"a" = x."a", "b" = x."b"`: names of the schema alone ever come here. */
export function assign(columns: readonly string[], from: string): Prisma.Sql {
  return Prisma.raw(columns.map((column) => `"${column}" = ${from}."${column}"`).join(', '));
}
