import 'server-only';
import type { Snapshot } from '#lib/db/read-only';
import { unnamedCurrency } from '#lib/money/currency';
import { toDecimal } from '#lib/money/minor';
import { type Cell, toCsvHead, toCsvLine } from './csv.ts';
import { type ArchiveReader, readerSql, readerValues } from './reader.ts';
import { seesAccount, seesBalance } from './tables.ts';

type Column = { name: string; type: 'text' | 'value' | 'money' };

type Spreadsheet = { path: string; columns: Column[]; sql: string };

const text = (name: string): Column => ({ name, type: 'text' });
const value = (name: string): Column => ({ name, type: 'value' });
const money = (name: string): Column => ({ name, type: 'money' });

const accountName = `CASE WHEN a."personNameSetAt" IS NULL THEN a."name"
  ELSE COALESCE(a."personName", '') END`;
const bankName = `COALESCE(n."name", i."linkName")`;
const itemAndBank = `
  LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
  LEFT JOIN "Institution" n ON n."id" = i."institutionId"`;

/** As an export of the list: each part of one that is split, and what they leave of it; else itself. */
const linesOfRow = `
  SELECT p."position", p."amountMinor", p."categoryId", COALESCE(p."note", e."note") AS "note"
  FROM "EffectivePart" p
  WHERE p."householdId" = e."householdId" AND p."transactionId" = e."id"
  UNION ALL
  SELECT NULL, e."amountMinor" - COALESCE(sum(p."amountMinor"), 0)::bigint, e."categoryId", e."note"
  FROM "EffectivePart" p
  WHERE p."householdId" = e."householdId" AND p."transactionId" = e."id"
  HAVING count(*) = 0 OR e."amountMinor" <> sum(p."amountMinor")`;

/**
 * What people open in a spreadsheet: names in place of ids, amounts as decimal numbers, and what the
 * person decided in place of what the bank said. Each query gives its columns in order, and the
 * currency of its amounts as the last.
 */
export const spreadsheets: readonly Spreadsheet[] = [
  {
    path: 'spreadsheets/transactions.csv',
    columns: [
      value('Date'),
      text('Account'),
      text('Merchant'),
      text('Text of the bank'),
      text('Category'),
      money('Amount'),
      text('Currency'),
      value('Pending'),
      text('Note'),
      value('Reviewed'),
      value('Hidden'),
    ],
    sql: `
      SELECT ARRAY[e."date"::text, ${accountName}, e."merchant", e."bankText", c."name",
        l."amountMinor"::text, e."currency", e."pending"::text, l."note", e."reviewed"::text,
        e."hidden"::text, e."currency"] AS "cells"
      FROM "EffectiveTransaction" e
      JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
      CROSS JOIN LATERAL (${linesOfRow}) l
      LEFT JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = l."categoryId"
      WHERE e."householdId" = $1::uuid AND ${seesAccount('e."accountId"')}
      ORDER BY e."date" DESC, e."id" DESC, l."position"`,
  },
  {
    path: 'spreadsheets/accounts.csv',
    columns: [
      text('Bank'),
      text('Account'),
      text('Number ends in'),
      text('Type'),
      money('Balance'),
      money('Available'),
      money('Limit'),
      text('Currency'),
      value('As of'),
    ],
    sql: `
      SELECT ARRAY[${bankName}, ${accountName}, a."mask", COALESCE(a."subtype", a."type"),
        a."currentMinor"::text, a."availableMinor"::text, a."limitMinor"::text, a."currency",
        a."balanceAsOf"::date::text, a."currency"] AS "cells"
      FROM "Account" a
      ${itemAndBank}
      WHERE a."householdId" = $1::uuid AND ${seesBalance('a."id"')}
      ORDER BY a."createdAt", a."id"`,
  },
  {
    path: 'spreadsheets/balances.csv',
    columns: [value('Date'), text('Bank'), text('Account'), money('Balance'), text('Currency')],
    sql: `
      SELECT ARRAY[s."date"::text, ${bankName}, ${accountName}, s."currentMinor"::text,
        s."currency", s."currency"] AS "cells"
      FROM "BalanceSnapshot" s
      JOIN "Account" a ON a."householdId" = s."householdId" AND a."id" = s."accountId"
      ${itemAndBank}
      WHERE s."householdId" = $1::uuid AND ${seesBalance('a."id"')}
      ORDER BY s."date" DESC, a."id"`,
  },
];

export async function* writeSpreadsheet(
  snapshot: Snapshot,
  reader: ArchiveReader,
  { columns, sql }: Spreadsheet,
): AsyncGenerator<string> {
  yield toCsvHead(columns.map(({ name }) => name));
  type Row = { cells: (string | null)[] };
  const values = readerValues(reader);
  for await (const batch of snapshot.batches<Row>(`${readerSql} ${sql}`, values)) {
    yield batch.map(({ cells }) => toCsvLine(toCells(columns, cells))).join('');
  }
}

function toCells(columns: readonly Column[], row: readonly (string | null)[]): Cell[] {
  const currency = row.at(-1) ?? unnamedCurrency;
  return columns.map(({ type }, index) => {
    const cell = row[index] ?? null;
    if (type !== 'money') return { text: cell, type };
    return { text: cell === null ? null : toDecimal(BigInt(cell), currency), type: 'value' };
  });
}
