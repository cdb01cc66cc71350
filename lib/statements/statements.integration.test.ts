import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, lastDayOfMonth } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { createLinkTokenFor } from '#lib/items/create-link-token';
import { disconnectItem } from '#lib/items/disconnect-item';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { refreshItem } from '#lib/items/refresh-item';
import { removalPorts } from '#lib/items/removal-ports';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { fetchProducts } from '#lib/products/fetch-products';
import { listDue } from '#lib/products/find-due';
import { listProducts } from '#lib/products/queries';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { readEverything } from '#lib/testing/read-everything';
import { control, sandboxClient } from '#lib/testing/sandbox';
import {
  makeStatementsDue,
  readStatementList,
  readStatementsProduct,
} from '#lib/testing/statements';
import { applyToItem } from '#lib/webhooks/apply-to-item';
import { webhookEffect } from '#lib/webhooks/webhook-codes';
import { type StatementsQuery, statementsQuery } from './contract.ts';
import { downloadStatement } from './download-statement.ts';
import { fetchStatement } from './fetch-statement.ts';
import { listSources, listStatements } from './queries.ts';
import { requestRefresh } from './refresh-statements.ts';

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

async function link(alsoProducts: ('statements' | 'liabilities')[] = ['statements']) {
  const item = await linkItem(ana, { username: 'user_good', alsoProducts });
  await syncHistory(item);
  await refreshItem(item.householdId, item.itemId);
  return item;
}

/** A bank whose statements are here. */
async function linkWithStatements(): Promise<LinkedItem> {
  const item = await link();
  await readStatementList(item);
  return item;
}

const list = async (viewer: TestHousehold, query: Partial<StatementsQuery> = {}) =>
  (await listStatements(viewer, statementsQuery.parse(query))).items;

const fault = (path: string, errorType: string, errorCode: string) =>
  control('/faults', { path, times: 1, errorType, errorCode });

async function firstId(): Promise<string> {
  const [first] = await list(ana);
  if (!first?.id) throw new Error('There is no statement.');
  return first.id;
}

async function accountOf({ householdId, itemId }: LinkedItem, subtype: string): Promise<string> {
  const where = { householdId, itemId, subtype };
  return (await db().account.findFirstOrThrow({ where, select: { id: true } })).id;
}

async function ring(item: LinkedItem, result: 'SUCCESS' | 'FAILURE') {
  const [type, code] = ['STATEMENTS', 'STATEMENTS_REFRESH_COMPLETE'];
  const body = { webhook_type: type, webhook_code: code, result };
  return db().$transaction((tx) => applyToItem(tx, item, webhookEffect(type, code), body));
}

describe('statements', () => {
  it('are listed by month and account, the latest first', async () => {
    const item = await linkWithStatements();
    const items = await list(ana);
    expect(items.length).toBeGreaterThan(10);
    const months = items.map(({ month }) => month);
    expect(months).toEqual(months.toSorted().toReversed());
    expect(new Set(items.map((each) => each.accountName)).size).toBeGreaterThan(1);
    const checking = items.filter(({ accountName }) => accountName === 'Plaid Checking');
    expect(checking[0]).toMatchObject({
      id: expect.any(String),
      bank: 'First Platypus Bank',
      mask: '0000',
      postedOn: addDays(lastDayOfMonth(checking[0]?.month ?? ''), 1),
      owed: null,
    });
    expect(await listProducts(ana, 'statements')).toMatchObject([
      { itemId: item.itemId, state: 'ready', text: null },
    ]);
  });

  it('keep their ids when they are read again, and go when the bank lists them no more', async () => {
    const item = await linkWithStatements();
    const before = await list(ana);
    const where = { householdId: ana.householdId };
    const accountId = before[0]?.accountId ?? '';
    const gone = { accountId, plaidStatementId: 'gone', month: new Date('2001-01-01') };
    await db().statement.create({ data: { ...where, ...gone, id: crypto.randomUUID() } });
    await makeStatementsDue(item);
    await fetchProducts(item, () => 0.5);
    expect(await list(ana)).toEqual(before);
  });

  it('say of which months between them there are none', async () => {
    await linkWithStatements();
    const all = await list(ana);
    const one = all[Math.floor(all.length / 2)];
    await db().statement.delete({
      where: { householdId_id: { householdId: ana.householdId, id: one?.id ?? '' } },
    });
    const after = await list(ana);
    expect(after).toHaveLength(all.length);
    const { accountId, month } = one ?? {};
    const gap = after.find((each) => each.accountId === accountId && each.month === month);
    expect(gap).toMatchObject({ id: null, postedOn: null });
    const year = month?.slice(0, 4);
    const found = await list(ana, { q: `${gap?.accountName} ${year}` });
    expect(found).toContainEqual(gap);
  });

  it('come page by page without losing or repeating one', async () => {
    await linkWithStatements();
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listStatements(ana, statementsQuery.parse({ limit: 3, cursor }));
      pages.push(...page.items.map(({ id }) => id ?? 'gap'));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual((await list(ana)).map(({ id }) => id));
    expect(new Set(pages).size).toBe(pages.length);
  });

  it('are found by account, bank, digits, month and year', async () => {
    await linkWithStatements();
    const [first] = await list(ana, { q: 'plaid checking' });
    const [year = '', month = ''] = first?.month.split('-') ?? [];
    const name = new Intl.DateTimeFormat('en-US', { month: 'short' }).format(
      new Date(`${year}-${month}-15`),
    );
    const words = (q: string) => list(ana, { q });
    expect(await words(`  CHECKING platypus ${name} ${year} 0000 `)).toEqual([first]);
    expect(new Set((await words('checking')).map(({ accountName }) => accountName))).toEqual(
      new Set(['Plaid Checking']),
    );
    expect(await words('checking 1987')).toEqual([]);
    expect(await words('100%_')).toEqual([]);
  });

  it('name what a card’s bank says was owed on the very statement', async () => {
    const item = await linkWithStatements();
    const accountId = await accountOf(item, 'credit card');
    const [card] = await list(ana, { accountId });
    const issued = (days: number) => new Date(addDays(card?.postedOn ?? '', days));
    const { householdId } = ana;
    const keep = (issuedOn: Date, balanceMinor: bigint) =>
      db().cardStatement.create({ data: { householdId, accountId, issuedOn, balanceMinor } });
    await keep(issued(-1), 41_000n);
    await keep(issued(-9), 99n);
    const [found, next] = await list(ana, { accountId });
    expect(found?.owed).toEqual({ minor: 41_000, currency: 'USD' });
    expect(next?.owed).toBeNull();
  });

  it('are no one’s who sees a balance alone, nor another household’s', async () => {
    const item = await linkWithStatements();
    const accountId = await accountOf(item, 'checking');
    const [first] = await list(ana, { accountId });
    const ben = await joinHousehold(ana);
    expect((await fetchStatement(ben, first?.id ?? '')).accountName).toBe('Plaid Checking');
    await setPrivacy(ana, { accountId, memberId: ben.memberId, sight: 'balance' });
    const seen = await list(ben);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((each) => each.accountId === accountId)).toEqual([]);
    const missing = { code: 'not_found' };
    await expect(list(ben, { accountId })).rejects.toMatchObject(missing);
    await expect(fetchStatement(ben, first?.id ?? '')).rejects.toMatchObject(missing);
    const eve = await createHousehold();
    expect(await list(eve)).toEqual([]);
    await expect(fetchStatement(eve, first?.id ?? '')).rejects.toMatchObject(missing);
  });

  it('go with the connection, whatever stays of its history', async () => {
    const item = await linkWithStatements();
    await disconnectItem(ana, item.itemId, { history: 'keep' });
    expect(await list(ana)).toEqual([]);
    await finishDisconnect(removalPorts, item);
    expect(await db().statement.count({ where: { householdId: ana.householdId } })).toBe(0);
  });
});

describe('a statement', () => {
  it('is the bank’s own PDF, noted and kept nowhere', async () => {
    await linkWithStatements();
    const response = await downloadStatement(ana, await firstId());
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="statement-\d{4}-\d\d-plaid-[a-z-]+\.pdf"$/,
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBe(Number(response.headers.get('content-length')));
    const kept = await readEverything();
    expect(kept).toContain('statement_downloaded');
    expect(kept).not.toContain('%PDF-');
  });

  it.each([
    ['ITEM_ERROR', 'ITEM_LOGIN_REQUIRED', 'item_needs_you'],
    ['INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED', 'item_needs_you'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'plaid_unavailable'],
    ['INVALID_REQUEST', 'INVALID_FIELD', 'plaid_error'],
  ])('that cannot be had says why: %s %s', async (errorType, errorCode, code) => {
    await linkWithStatements();
    await fault('/statements/download', errorType, errorCode);
    await expect(fetchStatement(ana, await firstId())).rejects.toMatchObject({ code });
  });

  it('that was cut off on its way is not passed on', async () => {
    await linkWithStatements();
    for (const mode of ['truncate', 'malformed']) {
      await control('/faults', { path: '/statements/download', times: 1, mode });
      await expect(fetchStatement(ana, await firstId())).rejects.toMatchObject({
        code: expect.stringMatching(/^plaid_/),
      });
    }
  });
});

describe('of a bank that was not told to share them', () => {
  it('none is asked for, and the person is asked for permission', async () => {
    const item = await link([]);
    expect(await listDue(item)).not.toContain('statements');
    expect(await listProducts(ana, 'statements')).toMatchObject([
      { state: 'needs_consent', consent: 'statements' },
    ]);
    const ben = await joinHousehold(ana);
    expect(await listProducts(ben, 'statements')).toMatchObject([
      { state: 'needs_consent', consent: null },
    ]);
    await expect(requestRefresh(ana, item.itemId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('Link adds them in update mode', async () => {
    const { itemId } = await link([]);
    const products: 'statements'[] = ['statements'];
    const { linkToken } = await createLinkTokenFor(ana, { purpose: 'consent', itemId, products });
    const { data } = await sandboxClient().linkTokenGet({ link_token: linkToken });
    expect(data.metadata.initial_products).toEqual(products);
  });

  it('that does not have them, it is said and nothing is asked', async () => {
    const { itemId } = await link([]);
    const plaid = { products: ['transactions'], available_products: ['auth'] };
    await db().item.updateMany({ where: { id: itemId }, data: { plaid } });
    expect(await listProducts(ana, 'statements')).toMatchObject([
      { state: 'unsupported', text: expect.stringContaining('does not share'), consent: null },
    ]);
  });
});

describe('while they are gathered', () => {
  it.each([
    ['ITEM_ERROR', 'PRODUCT_NOT_READY', 'waiting'],
    ['ITEM_ERROR', 'PRODUCTS_NOT_SUPPORTED', 'unsupported'],
    ['INVALID_INPUT', 'ADDITIONAL_CONSENT_REQUIRED', 'needs_consent'],
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'failed'],
  ])('%s %s is said as %s', async (errorType, errorCode, state) => {
    const item = await link();
    await fault('/statements/list', errorType, errorCode);
    await fetchProducts(item, () => 0.5);
    expect(await listProducts(ana, 'statements')).toMatchObject([{ state }]);
  });

  it('a bank that wants a sign-in is not said to be on its way', async () => {
    const item = await link();
    await db().item.updateMany({
      where: { id: item.itemId },
      data: { errorType: 'ITEM_ERROR', errorCode: 'ITEM_LOGIN_REQUIRED', errorAt: new Date() },
    });
    expect(await listDue(item)).toEqual([]);
    expect(await listProducts(ana, 'statements')).toMatchObject([
      { state: 'failed', text: expect.stringContaining('Its connection says what to do') },
    ]);
  });

  it('one bank’s failure leaves the other’s statements where they are', async () => {
    const first = await linkWithStatements();
    const before = await list(ana);
    await makeStatementsDue(first);
    await fault('/statements/list', 'API_ERROR', 'INTERNAL_SERVER_ERROR');
    await fetchProducts(first, () => 0.5);
    expect(await list(ana)).toEqual(before);
    expect(await listProducts(ana, 'statements')).toMatchObject([
      { state: 'failed', text: expect.stringContaining('still here') },
    ]);
  });
});

describe('newer statements', () => {
  it('are asked for once, and are here when Plaid says that they are', async () => {
    const item = await linkWithStatements();
    const before = (await list(ana)).length;
    await requestRefresh(ana, item.itemId);
    const [source] = await listSources(ana);
    expect(source).toMatchObject({ bank: 'First Platypus Bank', refreshFailed: false });
    expect(source?.refreshingAt).not.toBeNull();
    expect((await readStatementsProduct(item)).dueAt.getTime()).toBeLessThan(Date.now() + 180_000);
    await fault('/statements/refresh', 'API_ERROR', 'INTERNAL_SERVER_ERROR');
    await requestRefresh(ana, item.itemId);
    await control('/faults', undefined, 'DELETE');
    expect(await ring(item, 'SUCCESS')).toBe('woke');
    expect(await listSources(ana)).toMatchObject([{ refreshingAt: null }]);
    await readStatementList(item);
    // All of two years, where the first link asked for half a year.
    await expect
      .poll(async () => {
        await readStatementList(item);
        return (await list(ana)).length;
      })
      .toBeGreaterThan(2 * before);
  });

  it('that the bank does not give are said to be missing', async () => {
    const item = await linkWithStatements();
    await requestRefresh(ana, item.itemId);
    await ring(item, 'FAILURE');
    expect(await listSources(ana)).toMatchObject([{ refreshingAt: null, refreshFailed: true }]);
  });

  it('that cannot be asked for are not said to be on their way', async () => {
    const item = await linkWithStatements();
    await fault('/statements/refresh', 'INSTITUTION_ERROR', 'INSTITUTION_DOWN');
    await expect(requestRefresh(ana, item.itemId)).rejects.toMatchObject({
      code: 'plaid_unavailable',
    });
    expect(await listSources(ana)).toMatchObject([{ refreshingAt: null, refreshFailed: false }]);
  });

  it.each([
    ['breaks', { errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' }],
    ['loses its answer', { mode: 'lost_reply' }],
  ])('may be on their way where Plaid %s, and are looked for', async (_, wrong) => {
    const item = await linkWithStatements();
    await control('/faults', { path: '/statements/refresh', times: 1, ...wrong });
    await expect(requestRefresh(ana, item.itemId)).rejects.toMatchObject({
      code: 'plaid_unavailable',
      message: expect.stringContaining('may or may not'),
    });
    expect(await listSources(ana)).toMatchObject([
      { refreshingAt: expect.any(String), refreshFailed: false },
    ]);
    expect((await readStatementsProduct(item)).dueAt.getTime()).toBeLessThan(Date.now() + 180_000);
  });

  it('are written down before Plaid is asked, so that no end of this process leaves them unread', async () => {
    const item = await linkWithStatements();
    await control('/faults', { path: '/statements/refresh', times: 1, delayMs: 1_500 });
    const asked = requestRefresh(ana, item.itemId);
    await expect
      .poll(async () => (await listSources(ana))[0]?.refreshingAt)
      .toEqual(expect.any(String));
    expect((await readStatementsProduct(item)).dueAt.getTime()).toBeLessThan(Date.now() + 180_000);
    await asked;
  });

  it('are for whoever linked the bank to ask for', async () => {
    const item = await linkWithStatements();
    const ben = await joinHousehold(ana);
    await expect(requestRefresh(ben, item.itemId)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listSources(ben)).toEqual([]);
  });
});
