import type {
  CreditBankIncome,
  CreditBankIncomeCategory,
  CreditBankIncomeItem,
  CreditBankIncomeSource,
} from 'plaid';
import { type Account, listAccounts } from '../accounts/accounts.ts';
import { addDays, toDateOnly, toDateTime } from '../dates.ts';
import { readOwners } from '../identity/owners.ts';
import { deriveId } from '../ids.ts';
import { findInstitution } from '../institutions/institutions.ts';
import { findItem, type Item } from '../items/item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { type HistoryRow, readHistory } from '../transactions/read-history.ts';
import { findRhythm, nameStream } from '../transactions/recurring.ts';
import type { User } from '../users/user.ts';
import { type IncomeResult, listIncomeResults } from './income-session.ts';
import { countCurrency, listMonths, sumByCurrency } from './income-sums.ts';

type Category = Wire<CreditBankIncomeCategory>;
type Source = Required<Wire<CreditBankIncomeSource>>;

/** The words of Bank Income for categories of transactions; other income is OTHER. */
const categories: Record<string, Category> = {
  INCOME_SALARY: 'SALARY',
  INCOME_WAGES: 'SALARY',
  INCOME_UNEMPLOYMENT: 'UNEMPLOYMENT',
  INCOME_GIG_ECONOMY: 'GIG_ECONOMY',
  INCOME_CONTRACTOR: 'GIG_ECONOMY',
  INCOME_RENTAL: 'RENTAL',
  INCOME_CHILD_SUPPORT: 'CHILD_SUPPORT',
  INCOME_MILITARY: 'MILITARY',
  INCOME_RETIREMENT_PENSION: 'RETIREMENT',
  INCOME_LONG_TERM_DISABILITY: 'LONG_TERM_DISABILITY',
  INCOME_INTEREST_EARNED: 'BANK_INTEREST',
  INCOME_TAX_REFUND: 'TAX_REFUND',
};

interface Span {
  from: string;
  to: string;
}

/** A user's bank income reports, the latest first: one for each session in which a bank was shared. */
export function requireBankIncome(sandbox: Sandbox, user: User): Wire<CreditBankIncome>[] {
  const results = listIncomeResults(sandbox.db, user.userId).filter(
    (result) => result.source === 'bank',
  );
  if (results.length === 0) {
    throw new PlaidFailure('INCOME_VERIFICATION_NOT_FOUND');
  }
  const bySession = Map.groupBy(results, (result) => result.sessionId);
  return [...bySession].map(([sessionId, ofSession]) =>
    composeReport(sandbox, sessionId, ofSession),
  );
}

function composeReport(
  sandbox: Sandbox,
  sessionId: string,
  results: IncomeResult[],
): Wire<CreditBankIncome> {
  const daysRequested = Math.max(...results.map((result) => result.daysRequested));
  const generatedAt = Math.max(...results.map((result) => result.recordedAt));
  const to = toDateOnly(generatedAt);
  const span = { from: addDays(to, -daysRequested), to };
  const items = results.flatMap((result) => {
    const item = findItem(sandbox.db, result.itemId);
    return item && item.removedAt === null
      ? [composeItem(sandbox, item, span, result.recordedAt)]
      : [];
  });
  const sources = items.flatMap((item) => item.bank_income_sources);
  const transactions = sources.flatMap((source) =>
    source.historical_summary.flatMap((month) => month.transactions ?? []),
  );
  const dates = transactions.flatMap((row) => row.date ?? []).toSorted();
  return {
    bank_income_id: deriveId('bank-income', sessionId),
    generated_time: toDateTime(generatedAt),
    days_requested: daysRequested,
    items,
    bank_income_summary: {
      ...countCurrency(transactions),
      total_amounts: sumByCurrency(transactions),
      start_date: dates[0] ?? span.from,
      end_date: dates.at(-1) ?? span.to,
      income_sources_count: sources.length,
      income_categories_count: new Set(sources.map((source) => source.income_category)).size,
      income_transactions_count: transactions.length,
      historical_summary: listMonths(transactions, span),
    },
    warnings: [],
  };
}

function composeItem(
  sandbox: Sandbox,
  item: Item,
  span: Span,
  readAt: number,
): Wire<CreditBankIncomeItem> & { bank_income_sources: Source[] } {
  const accounts = listAccounts(sandbox.db, item.itemId).filter(
    (account) => account.type === 'depository',
  );
  const ids = new Set(accounts.map((account) => account.account_id));
  const income = readHistory(sandbox, item, span.from, span.to).filter(
    ({ transaction }) => ids.has(transaction.account_id) && isIncome(transaction),
  );
  const bySource = Map.groupBy(income.toReversed(), ({ transaction }) => nameStream(transaction));
  return {
    item_id: item.itemId,
    institution_id: item.institutionId,
    institution_name: findInstitution(item.institutionId)?.name ?? '',
    last_updated_time: toDateTime(readAt),
    bank_income_accounts: readOwners(item, accounts).map(({ account, owners }) => ({
      account_id: account.account_id,
      mask: account.mask,
      name: account.name,
      official_name: account.official_name,
      type: 'depository' as const,
      subtype: toDepositorySubtype(account),
      owners,
    })),
    bank_income_sources: [...bySource].map(([name, rows]) =>
      composeSource(deriveId(item.itemId, 'income', name), rows, span),
    ),
  };
}

function isIncome({ amount, personal_finance_category }: HistoryRow['transaction']): boolean {
  return amount < 0 && personal_finance_category?.primary === 'INCOME';
}

/** Rows of one payer, oldest first. */
function composeSource(sourceId: string, rows: HistoryRow[], span: Span): Source {
  const dates = rows.map(({ transaction }) => transaction.date);
  const latest = rows.at(-1)?.transaction;
  const frequency = findRhythm(dates)?.frequency ?? 'UNKNOWN';
  // Bank Income counts what comes in as positive.
  const transactions = rows.map(({ transaction, originalDescription }) => ({
    amount: -transaction.amount,
    date: transaction.date,
    name: transaction.name,
    original_description: originalDescription,
    pending: transaction.pending,
    transaction_id: transaction.transaction_id,
    check_number: transaction.check_number,
    iso_currency_code: transaction.iso_currency_code,
    unofficial_currency_code: transaction.unofficial_currency_code,
  }));
  return {
    income_source_id: sourceId,
    income_description: latest?.merchant_name ?? latest?.name ?? '',
    income_category: categories[latest?.personal_finance_category?.detailed ?? ''] ?? 'OTHER',
    account_id: latest?.account_id ?? '',
    start_date: dates[0] ?? span.from,
    end_date: dates.at(-1) ?? span.to,
    // A rhythm of years is none that anybody is paid in.
    pay_frequency: frequency === 'ANNUALLY' ? 'UNKNOWN' : frequency,
    total_amount: countCurrency(transactions).total_amount,
    transaction_count: rows.length,
    historical_summary: listMonths(transactions, span),
  };
}

/** The account is a deposit account, so its subtype is one of theirs. */
function toDepositorySubtype(account: Account) {
  return (account.subtype ?? 'checking') as 'checking';
}
