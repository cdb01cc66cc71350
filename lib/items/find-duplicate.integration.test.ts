import { beforeEach, describe, expect, it, vi } from 'vitest';
import { signUp } from '#lib/auth/sign-up';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import type { AppError } from '#lib/errors';
import {
  createHousehold,
  createLinkedHousehold,
  type LinkedItem,
  type TestHousehold,
} from '#lib/testing/household';
import { control, createPublicToken } from '#lib/testing/sandbox';
import { connectItem } from './connect-item.ts';
import type { CreateItemInput, LinkMetadata } from './contract.ts';

let owner: TestHousehold;
let item: LinkedItem;
let accounts: LinkMetadata['accounts'];

const bank = { id: 'ins_109508', name: 'First Platypus Bank' };

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
  // Which bank it is, the worker asks after the exchange; here nobody did.
  accounts = await db().account.findMany({
    where: { householdId: owner.householdId },
    select: { name: true, mask: true },
  });
});

async function input(metadata: Partial<LinkMetadata> = {}): Promise<CreateItemInput> {
  const publicToken = await createPublicToken();
  return {
    publicToken,
    metadata: { institution: bank, accounts, linkSessionId: 'again', ...metadata },
  };
}

function refusal(promise: Promise<unknown>): Promise<AppError> {
  return promise.then(
    () => {
      throw new Error('It was linked.');
    },
    (error: AppError) => error,
  );
}

async function countExchanges(): Promise<number> {
  type Log = { requests: unknown[] };
  const { requests } = await control<Log>('/requests?path=/item/public_token/exchange');
  return requests.length;
}

describe('linking a bank whose accounts are here already', () => {
  it('is refused before anything is exchanged, naming the connection and the accounts', async () => {
    const before = await countExchanges();
    const again = await input({ accounts: [...accounts, { name: 'New', mask: '9999' }] });
    const error = await refusal(connectItem(owner, again));
    expect(error).toMatchObject({ code: 'duplicate_item', status: 409 });
    expect(error.data).toMatchObject({
      item: { id: item.itemId },
      shared: accounts,
      others: 1,
      linkedBy: null,
      endsFirst: false,
    });
    expect(await countExchanges()).toBe(before);
    // The same public token is still good once the person insists.
    await connectItem(owner, { ...again, allowDuplicate: true });
    expect(await db().item.count({ where: { householdId: owner.householdId } })).toBe(2);
  });

  it('is found before the first sync has brought the accounts, too', async () => {
    const other = await createHousehold();
    await connectItem(other, await input());
    const error = await refusal(connectItem(other, await input()));
    expect(error).toMatchObject({ code: 'duplicate_item' });
    expect(await db().item.count({ where: { householdId: other.householdId } })).toBe(1);
  });

  it('says who linked it, when that was somebody else', async () => {
    const partner = await addPartner(owner.householdId);
    const error = await refusal(connectItem(partner, await input()));
    expect(error.data).toMatchObject({ linkedBy: expect.stringMatching(/^Person/) });
  });

  it('says so where a second link ends the first', async () => {
    const chase = { id: 'ins_56', name: 'Chase' };
    const other = await createHousehold();
    await connectItem(other, await input({ institution: chase }));
    const error = await refusal(connectItem(other, await input({ institution: chase })));
    expect(error.data).toMatchObject({ endsFirst: true });
  });
});

describe('two browsers that link the same bank at once', () => {
  it('make one connection and one exchange; the other is asked', async () => {
    const other = await createHousehold();
    const exchanges = await countExchanges();
    const inputs = await Promise.all([input(), input(), input()]);
    const results = await Promise.allSettled(inputs.map((each) => connectItem(other, each)));
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    const duplicate = { code: 'duplicate_item', data: { shared: accounts } };
    expect(refused).toMatchObject([duplicate, duplicate]);
    expect(await db().item.count({ where: { householdId: other.householdId } })).toBe(1);
    expect(await countExchanges()).toBe(exchanges + 1);
    expect(await db().linkClaim.count()).toBe(0);
  });

  it('of which one comes to nothing leave the way to the other', async () => {
    const other = await createHousehold();
    const [spent, good] = await Promise.all([input(), input()]);
    await connectItem(await createHousehold(), spent);
    const results = await Promise.allSettled([connectItem(other, spent), connectItem(other, good)]);
    expect(results[0]).toMatchObject({ status: 'rejected' });
    expect(results[1]).toMatchObject({ status: 'fulfilled' });
  });

  it('wait for each other no longer than a killed one may hold the bank', async () => {
    const claim = { householdId: owner.householdId, institutionId: bank.id, id: newId() };
    await db().linkClaim.create({ data: { ...claim, until: new Date(Date.now() + 700) } });
    const error = await refusal(connectItem(owner, await input()));
    expect(error.code).toBe('duplicate_item');
  });

  it('never both stay, though one be halted for longer than its claim', async () => {
    const other = await createHousehold();
    const path = '/item/public_token/exchange';
    await control('/faults', { path, times: 1, delayMs: 1_500 });
    const halted = connectItem(other, await input()).catch((error: AppError) => error);
    const where = { householdId: other.householdId };
    await vi.waitFor(async () => expect(await db().linkClaim.count({ where })).toBe(1));
    await db().linkClaim.updateMany({ where, data: { until: new Date(0) } });
    const stored = await connectItem(other, await input());
    expect(await halted).toMatchObject({ code: 'unavailable' });
    const items = await db().item.findMany({ where: { ...where, removeRequestedAt: null } });
    expect(items).toMatchObject([{ id: stored.id }]);
  });
});

describe('it is no duplicate', () => {
  it.each<[string, (same: LinkMetadata['accounts']) => Partial<LinkMetadata>]>([
    [
      'with other accounts: a partner’s own login',
      () => ({ accounts: [{ name: 'Mine', mask: '0000' }] }),
    ],
    [
      'with the same digits under another name',
      (same) => ({ accounts: same.map(({ mask }) => ({ name: 'Another', mask })) }),
    ],
    ['at another bank', () => ({ institution: { id: 'ins_109509', name: 'First Gingham' } })],
    ['when Link named no bank', () => ({ institution: null })],
  ])('%s', async (_what, metadata) => {
    await connectItem(owner, await input(metadata(accounts)));
    expect(await db().item.count({ where: { householdId: owner.householdId } })).toBe(2);
  });

  it('in another household', async () => {
    await connectItem(await createHousehold(), await input());
  });

  it.each([
    ['disconnected', { removeRequestedAt: new Date() }],
    ['withdrawn', { stopReason: 'permission_revoked' as const, stoppedAt: new Date() }],
    ['gone at Plaid', { errorType: 'ITEM_ERROR', errorCode: 'ITEM_NOT_FOUND' }],
  ])('when the earlier connection is %s', async (_what, data) => {
    const { householdId, itemId } = item;
    await db().item.update({
      where: { householdId_id: { householdId, id: itemId } },
      data: { ...data, institutionId: null },
    });
    await connectItem(owner, await input());
  });
});

/** A second person of the household, as an invitation will make one. */
async function addPartner(householdId: string): Promise<TestHousehold> {
  const email = `partner-${newId()}@example.com`;
  await signUp({ email, password: 'correct horse battery', name: 'Partner' });
  const user = await db().user.findUniqueOrThrow({ where: { email }, select: { id: true } });
  const memberId = newId();
  await db().member.create({
    data: { householdId, id: memberId, userId: user.id, role: 'member' },
  });
  return { householdId, memberId, userId: user.id };
}
