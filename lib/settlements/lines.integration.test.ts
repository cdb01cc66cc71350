import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { shareOut } from '#lib/money/share-out';
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

type Part = { minor: bigint; category: number };
/** `minor` is of the whole row; its parts may leave something of it, or go beyond it. */
type Row = Part & { parts: Part[] };
type Books = { expenses: Row[]; credits: Row[]; links: [number, number, bigint][] };
type Line = { category: string | null; minor: bigint; settles: string | null };

const category = fc.nat({ max: 3 });
const rowOf = (sign: bigint) =>
  fc.record({
    minor: fc.bigInt({ min: 1n, max: 10_000n }).map((size) => size * sign),
    category,
    parts: fc.array(fc.record({ minor: fc.bigInt({ min: -4_000n, max: 4_000n }), category }), {
      maxLength: 3,
    }),
  });
const someRows = (sign: bigint) => fc.array(rowOf(sign), { minLength: 1, maxLength: 3 });
const books: fc.Arbitrary<Books> = fc.record({
  expenses: someRows(-1n),
  credits: someRows(1n),
  links: fc.uniqueArray(
    fc.tuple(fc.nat({ max: 2 }), fc.nat({ max: 2 }), fc.bigInt({ min: 1n, max: 12_000n })),
    { maxLength: 6, selector: ([expense, credit]) => `${expense} ${credit}` },
  ),
});

async function write({ expenses, credits, links }: Books): Promise<Record<string, Row>> {
  const { householdId } = owner;
  await db().transaction.deleteMany({ where: { householdId } });
  const rows: Record<string, Row> = {};
  const add = async (row: Row) => {
    const id = newId();
    rows[id] = row;
    await db().transaction.create({
      data: {
        householdId,
        id,
        accountId,
        date: new Date('2026-05-03'),
        amountMinor: row.minor,
        currency: 'USD',
        pending: false,
        name: 'Row',
        personCategoryId: categoryIds[row.category],
        personCategorySetAt: new Date(),
        splitSetAt: row.parts.length > 0 ? new Date() : null,
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

/** A row's own lines: its parts, and before them what they leave of it. */
function ownLines(row: Row): Line[] {
  const rest = row.minor - row.parts.reduce((sum, { minor }) => sum + minor, 0n);
  const all = [{ minor: rest, category: row.category }, ...row.parts];
  return all.map((part) => ({
    minor: part.minor,
    category: categoryIds[part.category] ?? null,
    settles: null,
  }));
}

/** What each line takes of an amount: by its size, if it goes the way of its row. */
function shares(amount: bigint, row: Row): bigint[] {
  const weights = ownLines(row).map(({ minor }) =>
    minor > 0n === row.minor > 0n && minor !== 0n ? (minor < 0n ? -minor : minor) : 0n,
  );
  return shareOut(amount, weights);
}

/** The rule in words of its own: links one after the other, each for what is left at both ends. */
async function expected(rows: Record<string, Row>): Promise<Record<string, Line[]>> {
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
      const rows = await write(given);
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
