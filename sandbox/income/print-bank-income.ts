import type { CreditBankIncome, CreditBankIncomeSource } from 'plaid';
import { type Column, PdfDocument } from '../pdf/document.ts';
import { printAmount, printMoney } from '../pdf/print-money.ts';
import type { Wire } from '../plaid/wire.ts';

const columns: Column[] = [
  { title: 'Date', width: 66 },
  { title: 'Description', width: 338 },
  { title: 'Amount', width: 100, align: 'right' },
];

/** A bank income report to hand to a person: where money comes from, how often, and every payment. */
export function printBankIncome(income: Wire<CreditBankIncome>): Buffer {
  const document = new PdfDocument('Bank income report');
  const summary = income.bank_income_summary;
  document.heading('Bank income report', 18);
  document.facts([
    ['Report', income.bank_income_id ?? ''],
    ['Made', (income.generated_time ?? '').slice(0, 10)],
    ['Period', `${summary?.start_date ?? ''} to ${summary?.end_date ?? ''}`],
    ['Days requested', String(income.days_requested ?? '')],
    ['Total', printMoney(summary?.total_amount ?? 0, summary?.iso_currency_code ?? null)],
    ['Sources', String(summary?.income_sources_count ?? 0)],
  ]);
  for (const item of income.items ?? []) {
    document.heading(item.institution_name ?? '');
    for (const source of item.bank_income_sources ?? []) {
      printSource(document, source);
    }
  }
  return document.toBytes();
}

function printSource(document: PdfDocument, source: Wire<CreditBankIncomeSource>): void {
  const rows = (source.historical_summary ?? []).flatMap((month) => month.transactions ?? []);
  document.heading(source.income_description ?? '', 11);
  document.facts([
    ['Category', toWords(source.income_category)],
    ['Paid', toWords(source.pay_frequency)],
    ['Total', printMoney(source.total_amount ?? 0, rows[0]?.iso_currency_code ?? null)],
  ]);
  document.space();
  document.table(
    columns,
    rows.map((row) => [row.date ?? '', row.name ?? '', printAmount(row.amount ?? 0)]),
  );
}

function toWords(code: string | undefined): string {
  return (code ?? '').toLowerCase().replaceAll('_', ' ');
}
