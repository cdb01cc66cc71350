import { beforeEach, describe, expect, it } from 'vitest';
import { createSession, findSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { countAccesses } from '#lib/deletions/find-accesses';
import { finishDeletion } from '#lib/deletions/finish-deletion';
import { startDeletion } from '#lib/deletions/start-deletion';
import { removeMember } from '#lib/members/leave-household';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { finishIncomeLink, shareIncome } from '#lib/testing/income';
import { control, sandboxClient } from '#lib/testing/sandbox';
import { askReading } from './ask-reading.ts';
import { keepIncome } from './keep-income.ts';
import { type ProfileRef, requirePlaidUser } from './profiles.ts';
import { getIncome } from './queries.ts';
import { readIncome } from './read-income.ts';
import { deleteIncome, endOverdueIncome, finishIncomeRemoval } from './remove-income.ts';
import { listReadingsDue } from './request-reading.ts';

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

const read = (ref: ProfileRef) => readIncome(ref, () => 0.5);
const isDue = async (ref: ProfileRef) =>
  (await listReadingsDue()).some(({ profileId }) => profileId === ref.profileId);
const knowsAtPlaid = (user_id: string) =>
  sandboxClient()
    .userGet({ user_id })
    .then(
      () => true,
      () => false,
    );

describe('the end of an income', () => {
  it('is chosen within limits', async () => {
    await shareIncome(ana, 'bank');
    const { endsAt } = await keepIncome(ana, { days: 7 });
    expect((new Date(endsAt ?? 0).getTime() - Date.now()) / 86_400_000).toBeCloseTo(7, 1);
  });

  it('takes all of it away, here at once and then at Plaid', async () => {
    const ref = await shareIncome(ana, 'bank');
    const user_id = (await requirePlaidUser(ref)) ?? '';
    await deleteIncome(ana);
    expect(await getIncome(ana)).toMatchObject({ endsAt: null, bank: { state: 'not_asked' } });
    expect(await db().incomeReading.count({ where: { profileId: ref.profileId } })).toBe(0);
    await finishIncomeRemoval(ref);
    await finishIncomeRemoval(ref);
    expect(await db().incomeProfile.count({ where: { id: ref.profileId } })).toBe(0);
    expect(await db().incomeDirectory.count({ where: { profileId: ref.profileId } })).toBe(0);
    expect(await knowsAtPlaid(user_id)).toBe(false);
    // And one may begin anew.
    await shareIncome(ana, 'bank');
    expect((await getIncome(ana)).bank.state).toBe('ready');
  });

  it('waits for Plaid, and holds up what waits for all accesses to end', async () => {
    const ref = await shareIncome(ana, 'bank');
    await deleteIncome(ana);
    const [path, errorType] = ['/user/remove', 'API_ERROR'];
    await control('/faults', { path, times: 1, errorType, errorCode: 'INTERNAL_SERVER_ERROR' });
    await expect(finishIncomeRemoval(ref)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    const ending = { householdIds: [ana.householdId], itemIds: [] };
    expect(await countAccesses(db(), ending)).toBe(1);
    await finishIncomeRemoval(ref);
    expect(await countAccesses(db(), ending)).toBe(0);
  });

  it('comes by itself', async () => {
    const ref = await shareIncome(ana, 'bank');
    expect(await endOverdueIncome()).toBe(0);
    await db().incomeProfile.updateMany({
      where: { id: ref.profileId },
      data: { endsAt: new Date() },
    });
    expect(await endOverdueIncome()).toBe(1);
    expect((await getIncome(ana)).endsAt).toBeNull();
  });

  it('is not undone by a reading that was under way', async () => {
    const ref = await finishIncomeLink(ana, 'bank');
    await askReading(ana, { source: 'bank', after: 'link' });
    await control('/faults', { path: '/credit/bank_income/get', times: 1, delayMs: 300 });
    const reading = read(ref);
    await expect.poll(() => isDue(ref)).toBe(false);
    await deleteIncome(ana);
    await reading;
    expect(await db().incomeReading.count({ where: { profileId: ref.profileId } })).toBe(0);
  });

  it('comes with the end of a membership', async () => {
    const ben = await joinHousehold(ana);
    const ref = await shareIncome(ben, 'bank');
    await removeMember(ana, ben.memberId);
    const { removeRequestedAt } = await db().incomeProfile.findFirstOrThrow({
      where: { id: ref.profileId },
    });
    expect(removeRequestedAt).not.toBeNull();
    expect(await db().incomeReading.count({ where: { profileId: ref.profileId } })).toBe(0);
    await finishIncomeRemoval(ref);
    expect(await db().incomeProfile.count({ where: { id: ref.profileId } })).toBe(0);
  });

  it('is confirmed at Plaid before an account is deleted with the rest', async () => {
    const ref = await shareIncome(ana, 'bank');
    const user_id = (await requirePlaidUser(ref)) ?? '';
    const session = await findSession(await createSession({ userId: ana.userId }));
    if (!session) throw new Error('No session.');
    const { email: confirmation } = await db().user.findUniqueOrThrow({
      where: { id: ana.userId },
    });
    const input = { scope: 'account' as const, history: 'delete' as const, households: [] };
    await startDeletion(session, { ...input, confirmation });
    const { id, accessesTotal } = await db().deletion.findFirstOrThrow({
      where: { householdIds: { has: ana.householdId } },
    });
    expect(accessesTotal).toBe(1);
    await finishDeletion(id);
    expect(await db().household.count({ where: { id: ana.householdId } })).toBe(1);
    expect(await knowsAtPlaid(user_id)).toBe(true);
    await finishIncomeRemoval(ref);
    await finishDeletion(id);
    expect(await knowsAtPlaid(user_id)).toBe(false);
    expect(await db().household.count({ where: { id: ana.householdId } })).toBe(0);
    expect(await db().incomeDirectory.count({ where: { householdId: ana.householdId } })).toBe(0);
  });
});
