import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { createHousehold, createLinkedHousehold, type LinkedItem } from '#lib/testing/household';

/** Of a key that leads nowhere. */
const refused = { code: 'P2003' };
const columns = ['providerCategoryId', 'personCategoryId', 'ruleCategoryId'] as const;

let item: LinkedItem;
let foreignId: string;
let categoryId: string;

beforeAll(async () => {
  ({ item } = await createLinkedHousehold());
  const { householdId } = await createHousehold();
  ({ id: foreignId } = await db().category.findFirstOrThrow({ where: { householdId } }));
});

beforeEach(async () => {
  categoryId = newId();
  const { householdId } = item;
  const data = {
    householdId,
    id: categoryId,
    name: `Made ${categoryId}`,
    kind: 'spending',
    position: 0,
  } as const;
  await db().category.create({ data });
});

/** A row like one that is there, but for these columns. */
async function copyOfRow(changed: Partial<Record<(typeof columns)[number], string>>) {
  const { householdId } = item;
  const row = await db().transaction.findFirstOrThrow({
    where: { householdId },
    omit: { plaid: true },
  });
  return { ...row, id: newId(), plaidTransactionId: newId(), ...changed };
}

async function addRow(changed: Parameters<typeof copyOfRow>[0]): Promise<string> {
  const data = await copyOfRow(changed);
  await db().transaction.create({ data });
  return data.id;
}

const readRow = (id: string) => db().transaction.findFirstOrThrow({ where: { id } });
/** Prisma sends nothing before it is waited for. */
const deleteCategory = () =>
  db()
    .category.deleteMany({ where: { id: categoryId } })
    .then(({ count }) => count);

/** Until a session waits for a lock that another holds. */
async function untilSomeoneWaits(): Promise<void> {
  await vi.waitFor(
    async () => {
      const waiting = await db().$queryRaw<object[]>`
        SELECT 1 FROM pg_stat_activity
        WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`;
      expect(waiting).toHaveLength(1);
    },
    { timeout: 10_000 },
  );
}

describe.each(columns)('%s', (column) => {
  it('is of no category that there is not, and of none of another household', async () => {
    const id = await addRow({ [column]: categoryId });
    for (const wrong of [newId(), foreignId]) {
      await expect(addRow({ [column]: wrong })).rejects.toMatchObject(refused);
      const changing = db().transaction.updateMany({ where: { id }, data: { [column]: wrong } });
      await expect(changing).rejects.toMatchObject(refused);
    }
    expect(await readRow(id)).toMatchObject({ [column]: categoryId });
  });

  it('is emptied as its category is deleted, and nothing else is', async () => {
    const [other] = await db().category.findMany({ where: { householdId: item.householdId } });
    const others = Object.fromEntries(columns.map((each) => [each, other?.id]));
    const id = await addRow({ ...others, [column]: categoryId });
    await deleteCategory();
    expect(await readRow(id)).toMatchObject({ ...others, [column]: null });
  });
});

describe('beside somebody who deletes the category', () => {
  it('a row that was written first has it emptied', async () => {
    const data = await copyOfRow({ providerCategoryId: categoryId });
    let deleting = Promise.resolve(0);
    await db().$transaction(async (tx) => {
      await tx.transaction.create({ data });
      deleting = deleteCategory();
      await untilSomeoneWaits();
    });
    expect(await deleting).toBe(1);
    expect((await readRow(data.id)).providerCategoryId).toBeNull();
  });

  it('a row that comes second is refused', async () => {
    let adding: Promise<unknown> = Promise.resolve();
    await db().$transaction(async (tx) => {
      await tx.category.deleteMany({ where: { id: categoryId } });
      adding = addRow({ personCategoryId: categoryId }).catch((error: unknown) => error);
      await untilSomeoneWaits();
    });
    expect(await adding).toMatchObject(refused);
  });
});
