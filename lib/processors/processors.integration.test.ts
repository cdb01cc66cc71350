import { beforeEach, describe, expect, it, vi } from 'vitest';
import { tablePlans } from '#lib/archives/tables';
import { db } from '#lib/db/client';
import { disconnectItem } from '#lib/items/disconnect-item';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { control, sandboxClient } from '#lib/testing/sandbox';
import { processorTokenInput } from './contract.ts';
import { createTokenFor } from './create-token.ts';
import { listGrants } from './queries.ts';

let ana: TestHousehold;
let item: LinkedItem;
let accountId: string;

beforeEach(async () => {
  ana = await createHousehold();
  item = await linkItem(ana, { username: 'user_good', alsoProducts: ['auth'] });
  await syncHistory(item);
  const { householdId, itemId } = item;
  const where = { householdId, itemId, subtype: 'checking' };
  accountId = (await db().account.findFirstOrThrow({ where, select: { id: true } })).id;
});

const fault = (path: string, wrong: object) =>
  control('/faults', { path, times: 1, itemId: item.plaidItemId, ...wrong });
const forGusto = { partner: 'gusto' as const, products: ['auth' as const] };

describe('an account that is opened to a partner', () => {
  it('is read by the token within what was chosen, and the token is kept nowhere', async () => {
    const { processorToken } = await createTokenFor(ana, accountId, forGusto);
    const plaid = sandboxClient();
    const { data } = await plaid.processorAuthGet({ processor_token: processorToken });
    expect(data.numbers.ach).toMatchObject({ account: '1111222233330000' });
    const permissions = await plaid.processorTokenPermissionsGet({
      processor_token: processorToken,
    });
    expect(permissions.data.products).toEqual(['auth']);
    const more = plaid.processorTransactionsSync({ processor_token: processorToken });
    await expect(more).rejects.toMatchObject({
      response: { data: { error_code: 'PRODUCT_NOT_ENABLED' } },
    });
    const texts = Object.keys(tablePlans).map((table) =>
      db().$queryRawUnsafe<{ text: string | null }[]>(
        `SELECT string_agg(t::text, E'\n') AS "text" FROM "${table}" t`,
      ),
    );
    const kept = (await Promise.all(texts)).map(([row]) => row?.text ?? '').join('\n');
    expect(kept).toContain('account_opened');
    expect(kept).not.toContain(processorToken.split('-').slice(2).join('-'));
  });

  it('is listed until its connection ends, and as ended from then on', async () => {
    await createTokenFor(ana, accountId, forGusto);
    const [grant, ...others] = await listGrants(ana);
    expect(others).toEqual([]);
    expect(grant).toMatchObject({
      partner: 'gusto',
      products: ['auth'],
      account: 'Plaid Checking',
      bank: 'First Platypus Bank',
      endedAt: null,
    });
    expect(await listGrants(ana, accountId)).toHaveLength(1);
    const savings = await db().account.findFirstOrThrow({
      where: { householdId: ana.householdId, subtype: 'savings' },
      select: { id: true },
    });
    expect(await listGrants(ana, savings.id)).toEqual([]);
    await disconnectItem(ana, item.itemId, { history: 'keep' });
    expect((await listGrants(ana))[0]?.endedAt).not.toBeNull();
  });

  it('is opened by whoever linked it alone, and told to nobody else', async () => {
    const ben = await joinHousehold(ana);
    await expect(createTokenFor(ben, accountId, forGusto)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      createTokenFor(await createHousehold(), accountId, forGusto),
    ).rejects.toMatchObject({ code: 'not_found' });
    await createTokenFor(ana, accountId, forGusto);
    expect(await listGrants(ben)).toEqual([]);
    expect(await listGrants(ben, accountId)).toEqual([]);
  });

  it('is opened to Stripe by a token of its own kind, for its numbers alone', async () => {
    const forStripe = { partner: 'stripe', products: ['auth'] } as const;
    const input = processorTokenInput.parse(forStripe);
    const { processorToken } = await createTokenFor(ana, accountId, input);
    expect(processorToken).toMatch(/^btok_\w+$/);
    expect(await listGrants(ana)).toMatchObject([{ ...forStripe, isUnsure: false }]);
    const more = { ...forStripe, products: ['auth', 'balance'] };
    expect(processorTokenInput.safeParse(more).error?.issues).toMatchObject([
      { path: ['products'] },
    ]);
  });

  it('is not opened before it is proven', async () => {
    await db().account.updateMany({
      where: { householdId: ana.householdId, id: accountId },
      data: { plaid: { verification_status: 'pending_manual_verification' } },
    });
    await expect(createTokenFor(ana, accountId, forGusto)).rejects.toMatchObject({
      code: 'nothing_to_verify',
    });
  });

  it('is not where Plaid refuses', async () => {
    await fault('/processor/token/create', {
      errorType: 'ITEM_ERROR',
      errorCode: 'ITEM_LOGIN_REQUIRED',
    });
    await expect(createTokenFor(ana, accountId, forGusto)).rejects.toMatchObject({
      code: 'item_needs_you',
    });
    expect(await listGrants(ana)).toEqual([]);
  });

  const stripe = '/processor/stripe/bank_account_token/create';
  const create = '/processor/token/create';
  const restrict = '/processor/token/permissions/set';
  const broken = { errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' };
  it.each([
    [create, 'breaks', broken],
    [stripe, 'loses its answer', { mode: 'lost_reply' }],
    [create, 'loses its answer', { mode: 'lost_reply' }],
    [restrict, 'breaks', broken],
    [restrict, 'loses its answer', { mode: 'lost_reply' }],
  ])('may be where %s %s, which is said', async (path, _, wrong) => {
    await fault(path, wrong);
    const partner = path === stripe ? 'stripe' : 'gusto';
    const tried = createTokenFor(ana, accountId, { ...forGusto, partner });
    await expect(tried).rejects.toMatchObject({
      code: 'plaid_unavailable',
      message: expect.stringContaining('may be left at Plaid'),
    });
    expect(await listGrants(ana)).toMatchObject([{ partner, isUnsure: true }]);
    await createTokenFor(ana, accountId, forGusto);
    expect(await listGrants(ana)).toMatchObject([{ isUnsure: false }, { isUnsure: true }]);
  });

  it('is written down before Plaid is asked, so that no end of this process hides it', async () => {
    await fault(create, { delayMs: 1_500 });
    const tried = createTokenFor(ana, accountId, forGusto);
    await vi.waitFor(async () =>
      expect(await listGrants(ana)).toMatchObject([{ partner: 'gusto', isUnsure: true }]),
    );
    await tried;
    expect(await listGrants(ana)).toMatchObject([{ isUnsure: false }]);
  });
});
