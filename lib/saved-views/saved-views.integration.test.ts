import { beforeAll, describe, expect, it } from 'vitest';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { savedViewInput, savedViewLimit, savedViewPatch } from './contract.ts';
import { createSavedView, deleteSavedView, updateSavedView } from './mutations.ts';
import { listSavedViews } from './queries.ts';

let owner: TestHousehold;

beforeAll(async () => {
  owner = await createHousehold();
});

const create = (name: string, rest: object = {}) =>
  createSavedView(owner, savedViewInput.parse({ name, filter: { q: name }, ...rest }));
const change = (id: string, patch: object) =>
  updateSavedView(owner, id, savedViewPatch.parse(patch));
const names = async () => (await listSavedViews(owner)).items.map(({ name }) => name);

describe('saved views', () => {
  it('are kept in order, renamed, changed, moved, deleted and put back', async () => {
    for (const name of ['Coffee', 'Rent', 'Trips']) await create(name);
    const [coffee, rent] = (await listSavedViews(owner)).items;
    expect(coffee).toMatchObject({ name: 'Coffee', query: 'q=Coffee' });
    await change(rent?.id ?? '', { index: 0, name: 'Housing' });
    expect(await names()).toEqual(['Housing', 'Coffee', 'Trips']);
    await change(coffee?.id ?? '', { filter: { reviewed: 'false', q: 'beans' } });
    expect((await listSavedViews(owner)).items[1]?.query).toBe('q=beans&reviewed=false');
    await deleteSavedView(owner, coffee?.id ?? '');
    expect(await names()).toEqual(['Housing', 'Trips']);
    await create('Coffee', { index: 1 });
    expect(await names()).toEqual(['Housing', 'Coffee', 'Trips']);
  });

  it('have names of their own, and show something', async () => {
    await expect(create('coffee')).rejects.toMatchObject({ code: 'invalid_input' });
    const [first] = (await listSavedViews(owner)).items;
    await expect(change(first?.id ?? '', { name: 'TRIPS' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await change(first?.id ?? '', { name: 'HOUSING' });
    expect(await names()).toEqual(['HOUSING', 'Coffee', 'Trips']);
    for (const filter of [{}, { q: '' }, { accountId: 'garbage' }, { unknown: 'x' }]) {
      expect(savedViewInput.safeParse({ name: 'All', filter }).success).toBe(false);
    }
  });

  it('are nobody else’s, also within the household', async () => {
    const [first] = (await listSavedViews(owner)).items;
    const notFound = { code: 'not_found' };
    for (const other of [await joinHousehold(owner), await createHousehold()]) {
      expect((await listSavedViews(other)).items).toEqual([]);
      await expect(deleteSavedView(other, first?.id ?? '')).rejects.toMatchObject(notFound);
      await expect(updateSavedView(other, first?.id ?? '', { name: 'x' })).rejects.toMatchObject(
        notFound,
      );
    }
    expect(await names()).toEqual(['HOUSING', 'Coffee', 'Trips']);
  });

  it('have a limit, also when many are saved at once', async () => {
    const room = 4;
    for (let n = 3; n < savedViewLimit - room; n += 1) await create(`View ${n}`);
    const many = Array.from({ length: room + 5 }, (_, n) => create(`At once ${n}`));
    const saved = (await Promise.allSettled(many)).filter(({ status }) => status === 'fulfilled');
    expect(saved).toHaveLength(room);
    expect(await names()).toHaveLength(savedViewLimit);
  });
});
