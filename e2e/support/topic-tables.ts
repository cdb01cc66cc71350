import { allDecisions } from '#lib/transactions/decision-columns';
import type { ShownTopic } from '#lib/versions/shown-topics';

/** By table: whoever writes it tells of one of these topics, and what is kept of it is made anew after each of them. */
const topicsOf: Record<string, readonly ShownTopic[]> = {
  Account: ['accounts'],
  AccountSight: ['accounts'],
  BalanceSnapshot: ['accounts'],
  BudgetCarry: ['budgets'],
  BudgetPlan: ['budgets'],
  BudgetSettings: ['budgets'],
  CardStatement: ['debts'],
  Category: ['categories'],
  CategoryMapping: ['categories'],
  Claim: ['rows'],
  Debt: ['debts'],
  DebtRate: ['debts'],
  DuplicatePair: ['rows'],
  Goal: ['goals'],
  // Goes with its account.
  GoalAccount: ['goals', 'accounts'],
  GoalContribution: ['goals'],
  Holding: ['investments'],
  HoldingDay: ['investments'],
  HoldingSnapshot: ['investments'],
  Household: ['household'],
  Institution: ['items'],
  InvestmentTransaction: ['investments'],
  Item: ['items'],
  MatchSuggestion: ['rows'],
  Member: ['household'],
  MonthSum: ['transactions'],
  Rate: ['rates'],
  Relink: ['items'],
  RelinkRow: ['items'],
  Rule: ['rules'],
  SettleLink: ['rows'],
  SplitPart: ['rows'],
  Stream: ['recurring'],
  StreamRow: ['recurring', 'transactions'],
  Tag: ['tags'],
  TieOut: ['accounts'],
  TransactionAlias: ['rows'],
  TransactionTag: ['tags', 'transactions'],
  TransactionSource: ['rows'],
  Transfer: ['rows'],
  TransferBar: ['rows'],
  User: ['household'],
  Valuation: ['accounts'],
};

/** What of a household belongs elsewhere than the rest of it. */
const householdTopics: Record<string, readonly ShownTopic[]> = {
  baseCurrency: ['rates'],
  // Its writer tells of anything there is.
  monthSumsAt: [],
};

const decided: ReadonlySet<string> = new Set(
  allDecisions.flatMap(({ value, mark }) => [value, mark]),
);

/**
 * Of which topics a commit has to tell that wrote these columns of a table, of one of each list; null for a table that is not
 * in any.
 */
export function topicsToTell(
  table: string,
  columns: readonly string[],
): (readonly ShownTopic[])[] | null {
  if (table === 'Transaction') {
    const isDecided = columns.every((column) => decided.has(column));
    return isDecided ? [['transactions']] : [['transactions'], ['rows']];
  }
  if (table === 'Household') return columns.map((each) => householdTopics[each] ?? ['household']);
  const topics = topicsOf[table];
  return topics ? [topics] : null;
}

/** After which topics a statement has to be asked anew that looks into a table; null for a table that is not in any. */
export function topicsToHear(table: string, sql: string): readonly ShownTopic[] | null {
  if (table === 'Transaction') return readsDecisions(sql) ? ['transactions'] : ['rows'];
  if (table !== 'Household') return topicsOf[table] ?? null;
  const named = Object.keys(householdTopics).filter((column) => sql.includes(`"${column}"`));
  return named.length > 0
    ? named.flatMap((column) => householdTopics[column] ?? [])
    : ['household'];
}

/** What no decision about a row changes, by where it is read; `date` is the bank's in the table alone. */
const bankColumns: Record<string, readonly string[]> = {
  Transaction: ['date', 'removedAt', 'keptAt', 'duplicateOfId'],
  EffectiveTransaction: ['bankDate', 'kept'],
};
const everywhere = [
  'householdId',
  'id',
  'accountId',
  'itemId',
  'amountMinor',
  'currency',
  'pending',
];

/** Whether a statement reads of rows what people decide, or may: it says what it reads by the names it gives them. */
function readsDecisions(sql: string): boolean {
  const sources = [...sql.matchAll(/"(\w+)"(?: (?:AS )?(\w+)\b)?/g)].filter(
    ([, name]) => name === 'Transaction' || name === 'EffectiveTransaction',
  );
  const others = /"Effective(?!Transaction")\w+"/.test(sql);
  return others || sources.some(([, name = '', alias]) => !alias || readsOther(sql, name, alias));
}

function readsOther(sql: string, name: string, alias: string): boolean {
  const columns = [...sql.matchAll(new RegExp(`\\b${alias}\\.(?:"(\\w+)"|\\*)`, 'g'))];
  const known = [...everywhere, ...(bankColumns[name] ?? [])];
  return columns.some(([, column]) => column === undefined || !known.includes(column));
}
