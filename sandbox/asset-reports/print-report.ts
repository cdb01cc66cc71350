import type { AccountAssets } from 'plaid';
import { type Column, PdfDocument } from '../pdf/document.ts';
import { printAmount, printMoney } from '../pdf/print-money.ts';
import type { Wire } from '../plaid/wire.ts';
import type { ReportContent } from './report.ts';

const accountColumns: Column[] = [
  { title: 'Account', width: 180 },
  { title: 'Type', width: 144 },
  { title: 'Available', width: 90, align: 'right' },
  { title: 'Current', width: 90, align: 'right' },
];
const rowColumns: Column[] = [
  { title: 'Date', width: 66 },
  { title: 'Description', width: 290 },
  { title: 'Inflow', width: 74, align: 'right' },
  { title: 'Outflow', width: 74, align: 'right' },
];

/** An asset report to hand to a person: who, which accounts, and every row of each. */
export function printReport({ report, warnings }: ReportContent): Buffer {
  const document = new PdfDocument('Asset report');
  const { user } = report;
  const name = [user.first_name, user.middle_name, user.last_name].filter(Boolean).join(' ');
  document.heading('Asset report', 18);
  document.facts([
    ['Report', report.asset_report_id],
    ['Reference', report.client_report_id || '–'],
    ['Made', report.date_generated.replace('T', ' ').replace('Z', ' UTC')],
    ['Days requested', String(report.days_requested)],
    ['Person', name || '–'],
  ]);
  for (const warning of warnings) {
    document.paragraph(`Note: ${warning.warning_code.toLowerCase().replaceAll('_', ' ')}`);
  }
  for (const item of report.items) {
    document.heading(item.institution_name);
    document.table(accountColumns, item.accounts.map(toAccountCells));
    for (const account of item.accounts) {
      printAccount(document, account);
    }
  }
  return document.toBytes();
}

function printAccount(document: PdfDocument, account: Wire<AccountAssets>): void {
  const balances = account.historical_balances.map((day) => day.current);
  const currency = account.balances.iso_currency_code ?? account.balances.unofficial_currency_code;
  document.heading(nameAccount(account), 11);
  const owners = account.owners.flatMap((owner) => owner.names);
  document.facts([
    ...(owners.length > 0 ? [['Owners', owners.join(', ')] as [string, string]] : []),
    ['Current balance', printMoney(account.balances.current, currency)],
    ['Days available', String(account.days_available)],
  ]);
  if (balances.length > 0) {
    document.facts([['Lowest and highest', printRange(balances, currency)]]);
  }
  if (account.transactions.length > 0) {
    document.space();
    document.table(
      rowColumns,
      account.transactions.map((row) => [
        row.date,
        `${row.original_description ?? row.name ?? ''}${row.pending ? ' (pending)' : ''}`,
        row.amount < 0 ? printAmount(-row.amount) : '',
        row.amount >= 0 ? printAmount(row.amount) : '',
      ]),
    );
  }
}

function printRange(balances: number[], currency: string | null): string {
  const lowest = balances.reduce((a, b) => Math.min(a, b));
  const highest = balances.reduce((a, b) => Math.max(a, b));
  return `${printMoney(lowest, currency)} to ${printMoney(highest, currency)}`;
}

function toAccountCells(account: Wire<AccountAssets>): string[] {
  const { available, current } = account.balances;
  return [
    nameAccount(account),
    [account.type, account.subtype].filter(Boolean).join(' / '),
    available === null ? '–' : printAmount(available),
    current === null ? '–' : printAmount(current),
  ];
}

function nameAccount(account: Wire<AccountAssets>): string {
  return `${account.name} ••••${account.mask ?? ''}`;
}
