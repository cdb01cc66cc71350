import type {
  CreditAmountWithCurrency,
  CreditBankIncomeHistoricalSummary,
  CreditBankIncomeTransaction,
} from 'plaid';
import { addDays } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';

type Row = Wire<CreditBankIncomeTransaction>;

/** The older single total: that of the currency named first. */
export function countCurrency(rows: Row[]) {
  const [first] = sumByCurrency(rows);
  return {
    total_amount: first?.amount ?? 0,
    iso_currency_code: first ? first.iso_currency_code : 'USD',
    unofficial_currency_code: first?.unofficial_currency_code ?? null,
  };
}

export function sumByCurrency(rows: Row[]): Wire<CreditAmountWithCurrency>[] {
  const groups = Map.groupBy(
    rows,
    (row) => `${row.iso_currency_code ?? ''} ${row.unofficial_currency_code ?? ''}`,
  );
  return [...groups.values()].map((group) => ({
    amount: Math.round(group.reduce((sum, row) => sum + (row.amount ?? 0), 0) * 100) / 100,
    iso_currency_code: group[0]?.iso_currency_code ?? null,
    unofficial_currency_code: group[0]?.unofficial_currency_code ?? null,
  }));
}

/** The calendar months of a span, oldest first, cut at its ends; those without income are there too. */
export function listMonths(
  rows: Row[],
  span: { from: string; to: string },
): Wire<CreditBankIncomeHistoricalSummary>[] {
  const months: Wire<CreditBankIncomeHistoricalSummary>[] = [];
  for (let start = span.from; start <= span.to; ) {
    const next = `${addDays(`${start.slice(0, 8)}01`, 31).slice(0, 8)}01`;
    const lastOfMonth = addDays(next, -1);
    const end = lastOfMonth < span.to ? lastOfMonth : span.to;
    const within = rows.filter(({ date = '' }) => date >= start && date <= end);
    months.push({
      ...countCurrency(within),
      total_amounts: sumByCurrency(within),
      start_date: start,
      end_date: end,
      transactions: within,
    });
    start = next;
  }
  return months;
}
