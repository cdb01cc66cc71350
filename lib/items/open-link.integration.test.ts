import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import {
  createHousehold,
  createLinkedHousehold,
  type LinkedItem,
  type TestHousehold,
} from '#lib/testing/household';
import { sandboxClient } from '#lib/testing/sandbox';
import type { LinkTokenInput } from './contract.ts';
import { createLinkTokenFor } from './create-link-token.ts';
import { deleteExpiredLinkTokens, getOpenLink } from './open-link.ts';

let owner: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  ({ owner, item } = await createLinkedHousehold());
});

async function readToken(input: LinkTokenInput) {
  const { linkToken } = await createLinkTokenFor(owner, input);
  const { data } = await sandboxClient().linkTokenGet({ link_token: linkToken });
  return data;
}

describe('a token for each purpose', () => {
  it.each(['update', 'accounts', 'consent'] as const)('%s opens update mode', async (purpose) => {
    const { metadata, expiration, created_at } = await readToken({ purpose, itemId: item.itemId });
    expect(metadata.initial_products).toEqual([]);
    // Update mode's tokens last half an hour, others four.
    const minutes = (Date.parse(expiration ?? '') - Date.parse(created_at ?? '')) / 60_000;
    expect(minutes).toBeLessThanOrEqual(30);
  });

  it('shows the bank of an earlier connection first', async () => {
    const { householdId, itemId: likeItemId } = item;
    await db().institution.create({
      data: {
        id: 'ins_56',
        name: 'Chase',
        oauth: true,
        routingNumber: '322271627',
        fetchedAt: new Date(),
      },
    });
    await db().item.update({
      where: { householdId_id: { householdId, id: likeItemId } },
      data: { institutionId: 'ins_56' },
    });
    const { metadata } = await readToken({ purpose: 'link', likeItemId });
    expect(metadata.institution_data).toEqual({ routing_number: '322271627' });
  });

  it('refuses to confirm deposits that Plaid did not send', async () => {
    const { householdId, itemId } = item;
    await expect(createLinkTokenFor(owner, { purpose: 'verify', itemId })).rejects.toMatchObject({
      code: 'nothing_to_verify',
    });
    const account = await db().account.findFirstOrThrow({ where: { householdId } });
    await db().account.update({
      where: { householdId_id: { householdId, id: account.id } },
      data: { plaid: { verification_status: 'pending_manual_verification' } },
    });
    await expect(readToken({ purpose: 'verify', itemId })).resolves.toBeDefined();
  });
});

describe('a passage through Link that a bank’s own page interrupted', () => {
  it('is found again by its id, with what it was for', async () => {
    const input = { purpose: 'update', itemId: item.itemId } as const;
    const { id, linkToken } = await createLinkTokenFor(owner, input);
    await createLinkTokenFor(owner, { purpose: 'link' });
    expect(await getOpenLink(owner, id)).toMatchObject({ id, linkToken, input });
  });

  it('is the latest one in a tab that does not know which', async () => {
    await createLinkTokenFor(owner, { purpose: 'update', itemId: item.itemId });
    const { id } = await createLinkTokenFor(owner, { purpose: 'link' });
    expect(await getOpenLink(owner, undefined)).toMatchObject({ id, input: { purpose: 'link' } });
  });

  it('is sealed, and nobody else’s', async () => {
    const { id, linkToken } = await createLinkTokenFor(owner, { purpose: 'link' });
    const row = await db().linkToken.findFirstOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(linkToken);
    const { householdId } = owner;
    for (const other of [await createHousehold(), { householdId, memberId: newId() }]) {
      await expect(getOpenLink(other, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(getOpenLink(other, undefined)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('is over when the token has expired', async () => {
    const { id } = await createLinkTokenFor(owner, { purpose: 'link' });
    const expiresAt = new Date(Date.now() - 1_000);
    await db().linkToken.updateMany({ where: { id }, data: { expiresAt } });
    await expect(getOpenLink(owner, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await deleteExpiredLinkTokens()).toBe(1);
  });
});
