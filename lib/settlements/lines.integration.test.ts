import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { shareOut } from '#lib/money/share-out';
import { anyBooks, type BooksRow, writeBooks } from '#lib/testing/books';
import { createHousehold, type TestHousehold } from '#lib/testing/household';

let owner: TestHousehold;
let accountId: string;
let categoryIds: (string | null)[];

beforeAll(async () => {
  owner = await createHousehold();
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  ({ id: accountId } = await createAccount(owner, wallet));
  const spending = (await listCategories(owner.householdId)).filter(
    ({ kind, groupId }) => kind === 'spending' && groupId !== null,
  );
  categoryIds = [null, ...spending.slice(0, 3).map(({ id }) => id)];
});

type Line = { category: string | null; minor: bigint; settles: string | null };

const books = anyBooks({ categories: 4, days: 1, rows: 3, rare: 0 });

/** A row's own lines: its parts, and before them what they leave of it. */
function ownLines(row: BooksRow): Line[] {
  const rest = row.minor - row.parts.reduce((sum, { minor }) => sum + minor, 0n);
  const all = [{ minor: rest, category: row.category }, ...row.parts];
  return all.map((part) => ({
    minor: part.minor,
    category: categoryIds[part.category] ?? null,
    settles: null,
  }));
}

/** What each line takes of an amount: by its size, if it goes the way of its row. */
function shares(amount: bigint, row: BooksRow): bigint[] {
  const weights = ownLines(row).map(({ minor }) =>
    minor > 0n === row.minor > 0n && minor !== 0n ? (minor < 0n ? -minor : minor) : 0n,
  );
  return shareOut(amount, weights);
}

/** The rule in words of its own: links one after the other, each for what is left at both ends. */
async function expected(rows: Record<string, BooksRow>): Promise<Record<string, Line[]>> {
  const links = await db().settleLink.findMany({
    where: { householdId: owner.householdId },
    orderBy: { createdAt: 'asc' },
  });
  const lines = Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, ownLines(row)]));
  const asked: Record<string, bigint> = {};
  const counted: Record<string, bigint> = {};
  for (const { expenseId, creditId, amountMinor } of links) {
    const [expense, credit] = [rows[expenseId], rows[creditId]];
    if (!expense || !credit) throw new Error('There is no such row.');
    const left = [
      -expense.minor - (asked[expenseId] ?? 0n),
      credit.minor - (asked[creditId] ?? 0n),
    ];
    for (const id of [expenseId, creditId]) asked[id] = (asked[id] ?? 0n) + amountMinor;
    const amount = [amountMinor, ...left].reduce((least, each) => (each < least ? each : least));
    if (amount <= 0n) continue;
    counted[creditId] = (counted[creditId] ?? 0n) + amount;
    for (const [index, share] of shares(amount, expense).entries()) {
      const of = ownLines(expense)[index]?.category ?? null;
      lines[creditId]?.push({ category: of, minor: share, settles: expenseId });
    }
  }
  for (const [creditId, amount] of Object.entries(counted)) {
    const row = rows[creditId];
    if (!row) continue;
    for (const [index, share] of shares(amount, row).entries()) {
      const line = lines[creditId]?.[index];
      if (line) line.minor -= share;
    }
  }
  return lines;
}

const keyOf = ({ category: of, minor, settles }: Line) => `${of} ${minor} ${settles}`;
const flat = (lines: Record<string, Line[]>) =>
  Object.fromEntries(
    Object.entries(lines).map(([id, all]) => [
      id,
      all
        .filter(({ minor }) => minor !== 0n)
        .map(keyOf)
        .sort(),
    ]),
  );

it('counts what came back where it was spent, to the last cent, and every row comes to its amount', async () => {
  await fc.assert(
    fc.asyncProperty(books, async (given) => {
      const rows = await writeBooks(owner, given, { accountId, categoryIds });
      type Found = { id: string; category: string | null; minor: bigint; settles: string | null };
      const found = await db().$queryRaw<(Found & { flow: string })[]>`
        SELECT "transactionId" AS "id", "categoryId" AS "category", "amountMinor" AS "minor",
          "settlesId" AS "settles", "flow"
        FROM "EffectiveLine" WHERE "householdId" = ${owner.householdId}::uuid`;
      const lines: Record<string, Line[]> = Object.fromEntries(
        Object.keys(rows).map((id) => [id, []]),
      );
      for (const { id, flow: _, ...line } of found) lines[id]?.push(line);
      expect(flat(lines)).toEqual(flat(await expected(rows)));
      for (const [id, { minor }] of Object.entries(rows)) {
        expect(lines[id]?.reduce((sum, line) => sum + line.minor, 0n)).toBe(minor);
      }
      // What pays back is less spending, also where nobody chose a category.
      expect(found.filter(({ settles }) => settles).every(({ flow }) => flow === 'spending')).toBe(
        true,
      );
    }),
    { numRuns: 40 },
  );
}, 60_000);
