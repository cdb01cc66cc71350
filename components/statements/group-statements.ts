import { formatMonth } from '#lib/dates/format-month';
import type { StatementDto } from '#lib/statements/contract';

export type AccountStatements = {
  accountId: string;
  accountName: string;
  mask: string | null;
  bank: string;
  /** The latest first. */
  years: { year: string; months: MonthStatements[] }[];
};

/** Of one of a year's twelve months; its key is `YYYY-MM`. */
type MonthStatements = { key: string; statements: StatementDto[] };

/** By account, in the order of banks and names; each year's twelve months in their places. */
export function groupStatements(statements: readonly StatementDto[]): AccountStatements[] {
  const accounts = Map.groupBy(statements, ({ accountId }) => accountId);
  return [...accounts]
    .flatMap(([accountId, own]) => {
      const [first] = own;
      if (!first) return [];
      const { accountName, mask, bank } = first;
      return { accountId, accountName, mask, bank, years: groupYears(own) };
    })
    .sort((a, b) => a.bank.localeCompare(b.bank) || a.accountName.localeCompare(b.accountName));
}

function groupYears(statements: readonly StatementDto[]): AccountStatements['years'] {
  const years = Map.groupBy(statements, ({ month }) => month.slice(0, 4));
  return [...years]
    .map(([year, own]) => {
      const months = Map.groupBy(own, ({ month }) => month.slice(0, 7));
      return { year, months: listMonths(year).map((key) => toMonth(key, months.get(key))) };
    })
    .sort((a, b) => b.year.localeCompare(a.year));
}

const listMonths = (year: string) =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);

const toMonth = (key: string, statements: StatementDto[] = []): MonthStatements => ({
  key,
  statements,
});

/** How many months are named one by one. */
const namedMonths = 4;

/** "No statement of March 2025: the bank gave none." Null where there is one of every month. */
export function describeGaps(statements: readonly StatementDto[]): string | null {
  const gaps = statements.filter(({ id }) => id === null).map(({ month }) => formatMonth(month));
  if (gaps.length === 0) return null;
  const named = gaps.slice(0, gaps.length > namedMonths + 1 ? namedMonths : gaps.length);
  const others = gaps.length - named.length;
  const list = new Intl.ListFormat('en-US').format(
    others > 0 ? [...named, `${others} other months`] : named,
  );
  return `No statement of ${list}: the bank gave none.`;
}
