import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { exportQuery } from '#lib/exports/contract';
import { exportTransactions } from '#lib/exports/export-transactions';
import { anyBooks, writeBooks } from '#lib/testing/books';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { type TransactionDto, transactionFilterQuery, transactionListQuery } from './contract.ts';
import { getTotals, listTransactions } from './queries.ts';
import { shownMinor, sumOf } from './row-figures.ts';

let owner: TestHousehold;
let accountId: string;
/** Two that count as spending, then one each of income, transfer, left out of spending, and none. */
let categoryIds: (string | null)[];

beforeAll(async () => {
  owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  ({ id: accountId } = await createAccount(owner, wallet));
  const leaves = (await listCategories(householdId)).filter(({ groupId }) => groupId !== null);
  const some = (kind: string, count: number) =>
    leaves.filter((each) => each.kind === kind).slice(0, count);
  const spending = some('spending', 3);
  const [left] = spending.splice(2);
  await db().category.update({
    where: { householdId_id: { householdId, id: left?.id ?? '' } },
    data: { excludeFromSpending: true },
  });
  const chosen = [...spending, ...some('income', 1), ...some('transfer', 1), left];
  categoryIds = [...chosen.map((each) => each?.id ?? ''), null];
});

const flows = ['spending', 'income', 'cashflow'] as const;
type Flow = (typeof flows)[number];

type Question = { q: string; categoryId?: string; flow?: Flow };

/** Whatever may be asked of lines; what they count as also beside a category. */
function questions(): Question[] {
  const others = ['', 'counts:direct', 'has:refund', 'is:transfer', 'is:split', 'is:hidden'];
  const counted = flows.flatMap((flow): Question[] => [
    { q: `counts:${flow}`, flow },
    { q: `counts:${flow}`, flow, categoryId: categoryIds[0] ?? '' },
    { q: `counts:${flow} is:split` },
    ...(flow === 'cashflow' ? [] : [{ q: `is:${flow}`, flow }]),
  ]);
  return [...others.map((q) => ({ q })), { q: '', categoryId: 'none' }, ...counted];
}

async function readList({ q, categoryId }: Question): Promise<TransactionDto[]> {
  const rows: TransactionDto[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = transactionListQuery.parse({ q, categoryId, limit: 4, cursor });
    const { items, nextCursor } = await listTransactions(owner, query);
    rows.push(...items);
    if (nextCursor === null) return rows;
    cursor = nextCursor;
  }
}

type Line = { id: string; part: number | null; amount: number; hidden: boolean };

async function readExport({ q, categoryId }: Question): Promise<Line[]> {
  const query = exportQuery.parse({ q, categoryId, format: 'json' });
  return (await exportTransactions(owner, query, '2026-06-01')).json() as Promise<Line[]>;
}

/** By the view alone, which its own test holds to the rule. */
async function readLines(flow: Flow, categoryId: string | null): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ id: string; minor: bigint }[]>`
    SELECT "transactionId" AS "id", sum("amountMinor")::bigint AS "minor" FROM "EffectiveLine"
    WHERE "householdId" = ${owner.householdId}::uuid
      AND ("flow" = ${flow} OR ${flow} = 'cashflow' AND "flow" IN ('income', 'spending'))
      AND (${categoryId}::uuid IS NULL OR "categoryId" = ${categoryId}::uuid)
    GROUP BY 1`;
  return Object.fromEntries(rows.map(({ id, minor }) => [id, Number(minor)]));
}

const add = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0);
const toCents = (amount: number) => Math.round(amount * 100);

async function expectAgreement(question: Question): Promise<void> {
  const rows = await readList(question);
  const totals = await getTotals(owner, transactionFilterQuery.parse(withoutFlow(question)));
  const lines = await readExport(question);
  const shown = Object.fromEntries(rows.map((row) => [row.id, shownMinor(row)]));
  const exported = Object.fromEntries(
    [...new Set(lines.map(({ id }) => id))].map((id) => [
      id,
      add(lines.filter((line) => line.id === id).map(({ amount }) => toCents(amount))),
    ]),
  );
  expect(exported).toEqual(shown);
  const references = lines.map(({ id, part }) => `${id} ${part}`);
  expect(new Set(references).size).toBe(references.length);
  expect(totals.count).toBe(rows.length);
  expect(totals.hiddenCount).toBe(rows.filter(({ hidden }) => hidden).length);
  const [sums = { inMinor: 0, outMinor: 0, transferMinor: null }] = totals.sums;
  const ofDays = rows.flatMap((row) => sumOf(row)?.minor ?? []);
  expect(sums.inMinor).toBe(add(ofDays.filter((minor) => minor > 0)));
  expect(sums.outMinor).toBe(add(ofDays.filter((minor) => minor < 0)));
  const moved = rows.filter((row) => !row.hidden && sumOf(row) === null);
  expect(sums.transferMinor ?? 0).toBe(add(moved.map(shownMinor)));
  if (question.flow) {
    expect(shown).toEqual(await readLines(question.flow, question.categoryId ?? null));
  }
}

const withoutFlow = ({ q, categoryId }: Question) => ({ q, categoryId });

it('is the same to the cent in the list, its days, its totals and an export, whatever is asked', {
  timeout: 120_000,
}, async () => {
  const books = anyBooks({ categories: 6, days: 2, rows: 4, rare: 15 });
  await fc.assert(
    fc.asyncProperty(books, async (given) => {
      await writeBooks(owner, given, { accountId, categoryIds });
      for (const question of questions()) await expectAgreement(question);
    }),
    { numRuns: 4, endOnFailure: true },
  );
});
