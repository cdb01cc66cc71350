import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createHousehold, linkItem, syncHistory, type TestHousehold } from '#lib/testing/household';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction } from '#lib/transactions/queries';
import { takeBack } from '#lib/undo-steps/take-back';
import { mergeCategory } from './merge-category.ts';
import { createCategory, updateCategory } from './mutations.ts';
import { listCategories, listMappings } from './queries.ts';
import { setMapping } from './set-mapping.ts';

let owner: TestHousehold;
let stranger: TestHousehold;

beforeAll(async () => {
  owner = await createHousehold();
  stranger = await createHousehold();
  await syncHistory(await linkItem(owner, { username: 'user_good' }));
});

async function find(name: string, { householdId } = owner) {
  const found = (await listCategories(householdId)).find((each) => each.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
}

/** How many rows each category holds. */
async function countRows(): Promise<Record<string, number>> {
  const rows = await db().$queryRaw<{ name: string | null; rows: number }[]>`
    SELECT c."name", count(*)::int AS "rows" FROM "EffectiveTransaction" e
    LEFT JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = e."categoryId"
    WHERE e."householdId" = ${owner.householdId}::uuid GROUP BY 1 ORDER BY 1`;
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name ?? 'none', count]));
}

const coffeeCode = 'FOOD_AND_DRINK_COFFEE';

describe('the tree', () => {
  it('takes new groups and categories, renames, moves and archives them', async () => {
    const { householdId } = owner;
    await createCategory(householdId, { name: 'Garden', groupId: null, kind: 'spending' });
    const group = await find('Garden');
    const input = { groupId: group.id, kind: 'income' } as const;
    await createCategory(householdId, { ...input, name: 'Seeds' });
    await createCategory(householdId, { ...input, name: 'Tools' });
    // A category is of its group's kind.
    expect(await find('Seeds')).toMatchObject({ groupId: group.id, kind: 'spending' });
    const { id } = await find('Tools');
    await updateCategory(householdId, id, { place: { groupId: group.id, index: 0 } });
    const names = async () =>
      (await listCategories(householdId)).filter((each) => each.groupId === group.id);
    expect((await names()).map(({ name }) => name)).toEqual(['Tools', 'Seeds']);
    await updateCategory(householdId, id, {
      name: 'Spades',
      icon: 'hammer',
      archived: true,
      excludeFromSpending: true,
    });
    expect(await find('Spades')).toMatchObject({
      icon: 'hammer',
      archived: true,
      excludeFromSpending: true,
    });
    const food = await find('Food & drink');
    await updateCategory(householdId, id, { place: { groupId: food.id, index: 0 } });
    expect((await find('Spades')).groupId).toBe(food.id);
    const income = await find('Income');
    await updateCategory(householdId, id, { place: { groupId: income.id, index: 0 } });
    expect(await find('Spades')).toMatchObject({ groupId: income.id, kind: 'income' });
    const refused = { place: { groupId: food.id, index: 0 } };
    await expect(updateCategory(householdId, group.id, refused)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('is nobody else’s', async () => {
    const { id } = await find('Coffee');
    const theirs = await find('Coffee', stranger);
    const other = stranger.householdId;
    await expect(updateCategory(other, id, { name: 'Mine' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(mergeCategory(stranger, theirs.id, id)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await expect(
      setMapping(other, { plaidCode: coffeeCode, categoryId: id }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await find('Coffee')).id).toBe(id);
  });
});

describe('a mapping', () => {
  it('takes along what the bank sorted there, and gives it back', async () => {
    const { householdId } = owner;
    const before = await countRows();
    expect(before.Coffee).toBeGreaterThan(5);
    const { id: categoryId } = await find('Fast food');
    await setMapping(householdId, { plaidCode: coffeeCode, categoryId });
    const { Coffee: _, ...rest } = before;
    expect(await countRows()).toEqual({
      ...rest,
      'Fast food': (before['Fast food'] ?? 0) + (before.Coffee ?? 0),
    });
    const { items } = await listMappings(householdId);
    expect(items.filter(({ changed }) => changed)).toMatchObject([
      { plaidCode: coffeeCode, name: 'Coffee', group: 'Food & drink', categoryId },
    ]);
    await setMapping(householdId, { plaidCode: coffeeCode, categoryId: null });
    expect(await countRows()).toEqual(before);
  });

  it('holds for what the next sync brings', async () => {
    const other = await createHousehold();
    const { id: categoryId } = await find('Fast food', other);
    await setMapping(other.householdId, { plaidCode: coffeeCode, categoryId });
    await syncHistory(await linkItem(other, { username: 'user_good' }));
    const rows = await db().transaction.findMany({
      where: { householdId: other.householdId, pfcDetailed: coffeeCode },
      select: { providerCategoryId: true },
    });
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.every((row) => row.providerCategoryId === categoryId)).toBe(true);
  });
});

describe('a merge', () => {
  it('moves rows, decisions, rules and codes, and an undo brings all of it back', async () => {
    const { householdId } = owner;
    // As a file brings it: a category, and no code of Plaid's.
    const imported = await db().transaction.findFirstOrThrow({
      where: { householdId, pfcDetailed: coffeeCode },
      select: { id: true },
    });
    await db().transaction.update({
      where: { householdId_id: { householdId, id: imported.id } },
      data: { pfcDetailed: null, pfcPrimary: null },
    });
    const before = await countRows();
    const [coffee, bars] = [await find('Coffee'), await find('Bars & alcohol')];
    const [mine, later] = await db().transaction.findMany({
      where: {
        householdId,
        removedAt: null,
        pfcDetailed: { not: coffeeCode },
        id: { not: imported.id },
      },
      select: { id: true },
      take: 2,
    });
    await updateTransaction(owner, mine?.id ?? '', { categoryId: coffee.id });
    const withMine = await countRows();
    const { undoStepId, items } = await mergeCategory(owner, coffee.id, bars.id);
    expect(items.some(({ id }) => id === coffee.id)).toBe(false);
    const { Coffee: moved = 0, ...rest } = withMine;
    expect(await countRows()).toEqual({
      ...rest,
      [bars.name]: (withMine[bars.name] ?? 0) + moved,
    });
    await expect(
      updateTransaction(owner, later?.id ?? '', { categoryId: coffee.id }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    // Decided since: it stands.
    await updateTransaction(owner, later?.id ?? '', { categoryId: bars.id });
    await expect(takeBack(stranger, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
    await takeBack(owner, undoStepId);
    await expect(takeBack(owner, undoStepId)).rejects.toMatchObject({ code: 'not_found' });
    await updateTransaction(owner, later?.id ?? '', { revert: ['categoryId'] });
    expect(await countRows()).toEqual(withMine);
    await updateTransaction(owner, mine?.id ?? '', { revert: ['categoryId'] });
    expect(await countRows()).toEqual(before);
    const { items: mappings } = await listMappings(householdId);
    expect(mappings.some(({ changed }) => changed)).toBe(false);
  });

  it('is followed by an undo of what was decided before it', async () => {
    const { householdId } = owner;
    const [coffee, fast, bars] = [
      await find('Coffee'),
      await find('Fast food'),
      await find('Bars & alcohol'),
    ];
    const row = await db().transaction.findFirstOrThrow({
      where: { householdId, removedAt: null },
      select: { id: true },
    });
    const { id } = row;
    await updateTransaction(owner, id, { categoryId: coffee.id });
    const { undoStepId } = await updateTransaction(owner, id, { categoryId: fast.id });
    const merged = await mergeCategory(owner, coffee.id, bars.id);
    await takeBack(owner, undoStepId);
    expect(await getTransaction(owner, id)).toMatchObject({ category: { id: bars.id } });
    await takeBack(owner, merged.undoStepId);
    await updateTransaction(owner, id, { revert: ['categoryId'] });
  });

  it('takes a group’s categories along, and not into one that is no group', async () => {
    const { householdId } = owner;
    const [travel, leisure] = [await find('Travel'), await find('Leisure')];
    const flights = await find('Flights');
    const coffee = await find('Coffee');
    for (const intoId of [coffee.id, travel.id]) {
      await expect(mergeCategory(owner, travel.id, intoId)).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    const { undoStepId } = await mergeCategory(owner, travel.id, leisure.id);
    expect((await find('Flights')).groupId).toBe(leisure.id);
    await takeBack(owner, undoStepId);
    const income = await find('Income');
    const other = await mergeCategory(owner, travel.id, income.id);
    expect(await find('Flights')).toMatchObject({ groupId: income.id, kind: 'income' });
    await takeBack(owner, other.undoStepId);
    expect(await find('Flights')).toMatchObject({ kind: 'spending' });
    expect((await find('Flights')).groupId).toBe(flights.groupId);
    expect((await listCategories(householdId)).some(({ name }) => name === 'Travel')).toBe(true);
  });
});
