import fc from 'fast-check';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { TestHousehold } from './household.ts';

/** In minor units, and in a category of the household that they are written into, by its place. */
type Part = { minor: bigint; category: number };
/** `minor` is of the whole row; its parts may leave something of it, or go beyond it. */
export type BooksRow = Part & { parts: Part[]; day: number; hidden: boolean; transfer: boolean };
/** Links say which expense, which credit, and how much. */
export type Books = {
  expenses: BooksRow[];
  credits: BooksRow[];
  links: [number, number, bigint][];
};

/** Splits, refunds of several expenses by several credits, hidden rows and transfers, each possible beside the others. */
export function anyBooks(limits: { categories: number; days: number; rows: number; rare: number }) {
  const category = fc.nat({ max: limits.categories - 1 });
  const rarely = fc.nat({ max: 99 }).map((n) => n < limits.rare);
  const someRows = (sign: bigint) =>
    fc.array(
      fc.record({
        minor: fc.bigInt({ min: 1n, max: 10_000n }).map((size) => size * sign),
        category,
        parts: fc.array(fc.record({ minor: fc.bigInt({ min: -4_000n, max: 4_000n }), category }), {
          maxLength: 3,
        }),
        day: fc.nat({ max: limits.days - 1 }),
        hidden: rarely,
        transfer: rarely,
      }),
      { minLength: 1, maxLength: limits.rows },
    );
  const which = fc.nat({ max: limits.rows - 1 });
  const books: fc.Arbitrary<Books> = fc.record({
    expenses: someRows(-1n),
    credits: someRows(1n),
    links: fc.uniqueArray(fc.tuple(which, which, fc.bigInt({ min: 1n, max: 12_000n })), {
      maxLength: 2 * limits.rows,
      selector: ([expense, credit]) => `${expense} ${credit}`,
    }),
  });
  return books;
}

/**
 * In place of all rows that the household has.
 *
 * @returns its rows by their ids
 */
export async function writeBooks(
  { householdId }: TestHousehold,
  { expenses, credits, links }: Books,
  into: { accountId: string; categoryIds: readonly (string | null)[] },
): Promise<Record<string, BooksRow>> {
  await db().transaction.deleteMany({ where: { householdId } });
  const rows: Record<string, BooksRow> = {};
  const add = async (row: BooksRow) => {
    const id = newId();
    rows[id] = row;
    await writeRow({ householdId, id, row, ...into });
    return id;
  };
  const expenseIds: string[] = [];
  for (const row of expenses) expenseIds.push(await add(row));
  const creditIds: string[] = [];
  for (const row of credits) creditIds.push(await add(row));
  for (const [index, [expense, credit, amountMinor]] of links.entries()) {
    const [expenseId, creditId] = [expenseIds[expense], creditIds[credit]];
    if (!expenseId || !creditId) continue;
    const createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, index));
    await db().settleLink.create({
      data: { householdId, expenseId, creditId, amountMinor, createdAt },
    });
  }
  return rows;
}

async function writeRow({
  householdId,
  id,
  row,
  accountId,
  categoryIds,
}: {
  householdId: string;
  id: string;
  row: BooksRow;
  accountId: string;
  categoryIds: readonly (string | null)[];
}): Promise<void> {
  const set = new Date();
  await db().transaction.create({
    data: {
      householdId,
      id,
      accountId,
      date: new Date(Date.UTC(2026, 4, 3 + row.day)),
      amountMinor: row.minor,
      currency: 'USD',
      pending: false,
      name: 'Row',
      personCategoryId: categoryIds[row.category],
      personCategorySetAt: set,
      hidden: row.hidden,
      hiddenSetAt: set,
      personTransfer: row.transfer,
      personTransferSetAt: set,
      splitSetAt: row.parts.length > 0 ? set : null,
      parts: {
        create: row.parts.map((part, position) => ({
          id: newId(),
          position,
          amountMinor: part.minor,
          categoryId: categoryIds[part.category],
        })),
      },
    },
  });
}
