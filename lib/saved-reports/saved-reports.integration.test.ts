import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { savedReportInput } from './contract.ts';
import { savedReportLimit } from './limits.ts';
import { createSavedReport, deleteSavedReport, renameSavedReport } from './mutations.ts';
import { listSavedReports } from './queries.ts';

let owner: TestHousehold;
let other: TestHousehold;

beforeAll(async () => {
  owner = await createHousehold();
  other = await joinHousehold(owner);
});

const create = (name: string, query: object = {}, viewer = owner) =>
  createSavedReport(viewer, savedReportInput.parse({ name, kind: 'spending', query }));
const names = async (viewer = owner) =>
  (await listSavedReports(viewer)).items.map(({ name }) => name);

describe('saved reports', () => {
  it('are the household’s: one saves, another opens, renames and deletes', async () => {
    const { items } = await create('Trips', { period: '24m', q: 'hotel', tagIds: undefined });
    expect(items).toMatchObject([{ name: 'Trips', kind: 'spending', query: 'period=24m&q=hotel' }]);
    const id = items[0]?.id ?? '';
    expect(await names(other)).toEqual(['Trips']);
    await renameSavedReport(other, id, { name: 'Travel' });
    expect(await names()).toEqual(['Travel']);
    await deleteSavedReport(other, id);
    expect(await names()).toEqual([]);
  });

  it('have names of their own, and ask what the household has', async () => {
    await create('Food');
    const invalid = { code: 'invalid_input' };
    await expect(create('FOOD', {}, other)).rejects.toMatchObject(invalid);
    const [food] = (await create('Rent')).items;
    await expect(renameSavedReport(owner, food?.id ?? '', { name: 'rent' })).rejects.toMatchObject(
      invalid,
    );
    await renameSavedReport(owner, food?.id ?? '', { name: 'FOOD' });
    const stranger = await createHousehold();
    const cash = { name: 'Purse', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
    const { id: accountId } = await createAccount(stranger, cash);
    await expect(create('Theirs', { accountId })).rejects.toMatchObject({ code: 'not_found' });
    expect(savedReportInput.safeParse({ name: 'x', kind: 'all', query: {} }).success).toBe(false);
  });

  it('about an account are shown to whoever sees it', async () => {
    const cash = { name: 'Purse', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
    const { id: accountId } = await createAccount(owner, cash);
    const { items } = await create('Purse alone', { accountId });
    const id = items.find(({ name }) => name === 'Purse alone')?.id ?? '';
    expect(await names(other)).toContain('Purse alone');
    await setPrivacy(owner, { accountId, memberId: other.memberId, sight: 'balance' });
    expect(await names(other)).not.toContain('Purse alone');
    const notFound = { code: 'not_found' };
    for (const viewer of [other, await createHousehold()]) {
      await expect(deleteSavedReport(viewer, id)).rejects.toMatchObject(notFound);
      await expect(renameSavedReport(viewer, id, { name: 'Mine' })).rejects.toMatchObject(notFound);
    }
    expect(await names()).toContain('Purse alone');
  });

  it('have a limit, also when many are saved at once', async () => {
    const together = 5;
    while ((await names()).length < savedReportLimit - together) {
      await create(`Report ${(await names()).length}`);
    }
    const many = Array.from({ length: 2 * together }, (_, index) => create(`Another ${index}`));
    const saved = (await Promise.allSettled(many)).filter(({ status }) => status === 'fulfilled');
    expect(saved).toHaveLength(together);
    expect(await names()).toHaveLength(savedReportLimit);
  });
});
