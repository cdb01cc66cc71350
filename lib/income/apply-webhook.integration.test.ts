import { randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { finishIncomeLink, shareIncome } from '#lib/testing/income';
import { sandboxClient } from '#lib/testing/sandbox';
import { handleWebhook } from '#lib/webhooks/handle-webhook';
import { listPuzzlingWebhooks } from '#lib/webhooks/queries';
import { askReading } from './ask-reading.ts';
import { type ProfileRef, requirePlaidUser } from './profiles.ts';
import { getIncome } from './queries.ts';
import { readIncome } from './read-income.ts';
import { deleteIncome, finishIncomeRemoval } from './remove-income.ts';

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

/** A webhook as it stands in the log, verified; the id finds it again. */
async function keep(code: string, fields: Record<string, unknown>, type = 'INCOME') {
  const { id } = await db().webhookLog.create({
    data: {
      id: randomUUID(),
      plaidItemId: typeof fields.item_id === 'string' ? fields.item_id : null,
      webhookType: type,
      webhookCode: code,
      body: { webhook_type: type, webhook_code: code, ...fields } as object,
      bodyHash: new Uint8Array(randomBytes(32)),
      keyId: randomUUID(),
      issuedAt: new Date(),
      receivedAt: new Date(Date.now() - 3_600_000),
    },
  });
  return id;
}

const outcomeOf = async (id: string) =>
  (await db().webhookLog.findUniqueOrThrow({ where: { id } })).outcome;

/** Twice, as Plaid may send it. */
async function deliver(code: string, fields: Record<string, unknown>, type?: string) {
  const id = await keep(code, fields, type);
  await handleWebhook(id);
  await handleWebhook(id);
  return outcomeOf(id);
}

const userOf = async (ref: ProfileRef) => ({ user_id: (await requirePlaidUser(ref)) ?? '' });
const readingOf = ({ profileId }: ProfileRef) =>
  db().incomeReading.findFirstOrThrow({ where: { profileId } });
const isDue = async (ref: ProfileRef) =>
  ((await readingOf(ref)).dueAt?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now();
const complete = { verification_status: 'VERIFICATION_STATUS_PROCESSING_COMPLETE' };

describe('a webhook about income', () => {
  it('has it read, however often and whenever it comes', async () => {
    const ref = await finishIncomeLink(ana, 'payroll');
    const fields = { item_id: randomUUID(), ...(await userOf(ref)), ...complete };
    // Before the page says that Link was finished.
    expect(await deliver('INCOME_VERIFICATION', fields)).toBe('woke');
    await readIncome(ref, () => 0.5);
    expect((await getIncome(ana)).payroll.state).toBe('ready');
    await askReading(ana, { source: 'payroll', after: 'link' });
    await readIncome(ref, () => 0.5);
    expect(await deliver('INCOME_VERIFICATION', fields)).toBe('woke');
    expect(await isDue(ref)).toBe(true);
    await readIncome(ref, () => 0.5);
    expect((await getIncome(ana)).payroll.state).toBe('ready');
  });

  it('that came before its connection was known is acted on then', async () => {
    const ref = await finishIncomeLink(ana, 'payroll');
    const [item_id] = await listItemsAtPlaid(ref);
    const id = await keep('INCOME_VERIFICATION', { item_id, ...complete });
    await handleWebhook(id);
    expect(await outcomeOf(id)).toBeNull();
    await askReading(ana, { source: 'payroll', after: 'link' });
    await readIncome(ref, () => 0.5);
    await handleWebhook(id);
    expect(await outcomeOf(id)).toBe('woke');
  });

  it.each([
    ['BANK_INCOME_REFRESH_UPDATE', 'bank'],
    ['INCOME_VERIFICATION_REFRESH_RECONNECT_NEEDED', 'payroll'],
  ] as const)('%s says that only Link brings what changed', async (code, source) => {
    const ref = await shareIncome(ana, source);
    expect(await deliver(code, await userOf(ref))).toBe('seen');
    const told = (await getIncome(ana))[source];
    expect(told).toMatchObject({ state: 'ready', text: expect.stringContaining('once more') });
    await shareIncome(ana, source);
    expect((await getIncome(ana))[source].text).toBeNull();
  });

  it.each([
    ['BANK_INCOME_COMPLETE', { result: 'SUCCESS' }],
    ['BANK_INCOME_REFRESH_COMPLETE', { result: 'FAILURE' }],
  ])('%s has the report read again', async (code, fields) => {
    const ref = await shareIncome(ana, 'bank');
    expect(await deliver(code, { ...(await userOf(ref)), ...fields })).toBe('woke');
    expect(await isDue(ref)).toBe(true);
  });

  it('or its connection puzzles no operator', async () => {
    const ref = await shareIncome(ana, 'bank');
    const item_id = (await listItemsAtPlaid(ref))[0] ?? '';
    expect(await deliver('NEW_ACCOUNTS_AVAILABLE', { item_id }, 'ITEM')).toBe('seen');
    expect(await deliver('PRODUCT_READY', { item_id })).toBe('woke');
    const puzzling = await listPuzzlingWebhooks();
    expect(puzzling.filter(({ plaidItemId }) => plaidItemId === item_id)).toEqual([]);
  });

  it('of what was deleted does nothing, and what was kept of it is gone', async () => {
    const ref = await shareIncome(ana, 'bank');
    const user = await userOf(ref);
    const item_id = (await listItemsAtPlaid(ref))[0] ?? '';
    const id = await keep('PRODUCT_READY', { item_id });
    await deleteIncome(ana);
    expect(await deliver('BANK_INCOME_REFRESH_UPDATE', user)).toBe('seen');
    await finishIncomeRemoval(ref);
    expect(await db().webhookLog.count({ where: { id } })).toBe(0);
    expect(await deliver('BANK_INCOME_REFRESH_UPDATE', user)).toBe('seen');
  });
});

async function listItemsAtPlaid(ref: ProfileRef): Promise<string[]> {
  const { data } = await sandboxClient().creditSessionsGet(await userOf(ref));
  const added = (data.sessions ?? []).flatMap(({ results }) => results?.item_add_results ?? []);
  return added.flatMap(({ item_id }) => item_id ?? []);
}
