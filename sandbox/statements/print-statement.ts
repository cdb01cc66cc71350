import { listDailyBalances } from '../accounts/daily-balances.ts';
import { addDays } from '../dates.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { Item } from '../items/item.ts';
import { type Column, PdfDocument } from '../pdf/document.ts';
import { printAmount, printMoney } from '../pdf/print-money.ts';
import type { Sandbox } from '../sandbox.ts';
import { moveOf } from '../transactions/balances.ts';
import { readHistory } from '../transactions/read-history.ts';
import type { StoredTransaction } from '../transactions/transaction.ts';
import type { Statement } from './statement.ts';

const columns: Column[] = [
  { title: 'Date', width: 66 },
  { title: 'Description', width: 258 },
  { title: 'Amount', width: 90, align: 'right' },
  { title: 'Balance', width: 90, align: 'right' },
];

/** A month of an account as a bank prints it: what was there, every posted row, what is there now. */
export function printStatement(sandbox: Sandbox, item: Item, statement: Statement): Buffer {
  const { account, firstDay, lastDay } = statement;
  const today = sandbox.clock.today();
  const dayBefore = addDays(firstDay, -1);
  const rows = readHistory(sandbox, item, firstDay, today)
    .map((row) => row.transaction)
    .filter((row) => row.account_id === account.account_id && !row.pending);
  const balances = listDailyBalances(account, rows, dayBefore, today);
  const balanceOn = (date: string) => balances.find((day) => day.date === date)?.current ?? 0;
  const opening = balanceOn(dayBefore);
  const institution = findInstitution(item.institutionId)?.name ?? '';
  const currency = account.iso_currency_code ?? account.unofficial_currency_code;

  const document = new PdfDocument(`${account.name} ${firstDay.slice(0, 7)}`);
  document.heading(institution, 18);
  document.paragraph('Account statement');
  document.space();
  document.facts([
    ['Account', `${account.name} ••••${account.mask ?? ''}`],
    ['Period', `${firstDay} to ${lastDay}`],
    ['Posted', statement.postedOn],
    ['Opening balance', printMoney(opening, currency)],
    ['Closing balance', printMoney(balanceOn(lastDay), currency)],
  ]);
  document.heading('Transactions');
  const booked = rows.filter((row) => row.date <= lastDay).toReversed();
  if (booked.length === 0) {
    document.paragraph('Nothing was booked this month.');
  } else {
    document.table(columns, toCells(booked, account.type, opening));
  }
  return document.toBytes();
}

/** What a row does to the balance is what a statement prints: money that leaves a deposit is negative. */
function toCells(rows: StoredTransaction[], accountType: string, opening: number): string[][] {
  let balance = opening;
  return rows.map((row) => {
    const move = moveOf(accountType, row).current;
    balance += move;
    return [row.date, row.name, printAmount(move), printAmount(balance)];
  });
}
