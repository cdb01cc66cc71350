import { createHash, randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { connect, query, type Running, sandbox, Visitor, waitForState } from './drill.ts';
import { type IdOf, pushDevice, webhookEndpoint } from './samples.ts';

export type Household = {
  visitor: Visitor;
  householdId: string;
  /** The newest row's id in each table, and those that some field means by itself. */
  ids: Map<string, string>;
};

/** Tables whose rows are named otherwise than the table: a field `runId` means a SyncRun. */
const tables: Record<string, string> = {
  run: 'SyncRun',
  match: 'MatchSuggestion',
  duplicate: 'DuplicatePair',
  likeItem: 'Item',
  import: 'ArchiveImport',
  add: 'Tag',
  remove: 'Tag',
  revert: 'Tag',
};

/** What the field of a route means, where its name does not say it. */
const meanings: Record<string, string> = {
  '/api/items/link-token id': 'LinkToken',
  '/api/link-events id': 'LinkEvent',
  '/api/notifications/read ids': 'Notification',
  '/api/notifications/floors accountId': 'manual Account',
  '/api/tags/[tagId]/merge tagId': 'other Tag',
  '/api/tags/[tagId]/merge intoId': 'Tag',
  '/api/transactions/[transactionId]/keep transactionId': 'withdrawn Transaction',
  '/api/accounts/[accountId] accountId': 'manual Account',
  '/api/accounts/[accountId]/valuations accountId': 'manual Account',
  '/api/attachments/[attachmentId] attachmentId': 'kept Attachment',
  '/api/attachments/[attachmentId]/restore attachmentId': 'removed Attachment',
  '/api/attachments transactionId': 'entered Transaction',
  '/api/transactions/[transactionId]/split transactionId': 'entered Transaction',
  '/api/transactions/[transactionId]/settlements transactionId': 'entered Transaction',
  '/api/transactions/[transactionId]/settlements otherId': 'returned Transaction',
  '/api/transactions/[transactionId]/claim transactionId': 'entered Transaction',
  '/api/duplicates transactionId': 'entered Transaction',
  '/api/duplicates otherId': 'entered twice',
  '/api/transfers transactionId': 'sent Transaction',
  '/api/transfers otherId': 'arrived Transaction',
  '/api/transfers towardsId': 'second Account',
  '/api/transfers/bars accountId': 'manual Account',
  '/api/transfers/bars towardsId': 'second Account',
  '/api/budgets categoryId': 'spending Category',
  '/api/shared/document documentId': 'ProofPackDocument',
  '/api/goals accountIds': 'manual Account',
  '/api/goals/[goalId] accountIds': 'manual Account',
  '/api/goals/[goalId]/contributions accountId': 'second Account',
  '/api/goals/[goalId]/contributions/[contributionId] contributionId': 'GoalContribution',
  '/api/recurring/merges intoId': 'other Stream',
  '/api/imports/[importId] importId': 'FileImport',
  '/api/imports/[importId]/apply importId': 'FileImport',
  '/api/imports/[importId]/undo importId': 'FileImport',
  '/api/entries accountId': 'manual Account',
  '/api/entries/[transactionId] transactionId': 'entered Transaction',
  '/api/entries/[transactionId]/restore transactionId': 'deleted Transaction',
};

/**
 * A household with a row of everything that a route can be asked for: two banks, one of which took
 * the other's history over, a row that waits for a word, a note, a notification, an open Link.
 *
 * @param mark  is in the person's name, a note and a bank's row, and nowhere else in the world
 */
export async function openHousehold(running: Running, mark: string): Promise<Household> {
  const visitor = new Visitor(running.url);
  await visitor.signUp({ name: `Ana ${mark}` });
  const byHand = await keepByHand(visitor);
  const old = await connect(running, visitor, 'user_good');
  await waitForState(visitor, old, 'healthy');
  await visitor.ask('DELETE', `/api/items/${old}`, { history: 'keep' });
  const fresh = await connect(running, visitor, 'user_good', ['assets']);
  await waitForState(visitor, fresh, 'healthy');
  await makeReport(visitor, fresh);
  const pair = await moveOneAccount(visitor, old, fresh);
  const dynamic = await connect(running, visitor, 'user_transactions_dynamic');
  await waitForState(visitor, dynamic, 'healthy');
  await askAboutAMatch(running, visitor, dynamic, mark);
  await visitor.ask('POST', '/api/items/link-token', { purpose: 'link' });
  await visitor.ask('PATCH', '/api/rates', {
    set: [{ date: '2026-01-30', from: 'EUR', to: 'USD', rate: '1.1' }],
  });
  await keepGoal(visitor, byHand['second Account'] ?? '');
  await visitor.ask('POST', '/api/archives', {});
  await visitor.ask('POST', '/api/calendar/feed', {});
  await visitor.ask('POST', '/api/saved-views', { name: 'Coffee', filter: { q: 'coffee' } });
  // Of an account: without one, a report is every member's, as a name and words are.
  const query = { q: 'coffee', accountId: byHand['manual Account'] };
  await visitor.ask('POST', '/api/saved-reports', { name: 'Coffee', kind: 'spending', query });
  await visitor.ask('POST', '/api/link-events', { events: [linkEvent()] });
  await visitor.ask('POST', '/api/invites', { role: 'viewer', email: null });
  await visitor.ask('POST', '/api/access-tokens', {
    name: 'Sheet',
    scopes: ['rates:read'],
    days: 1,
  });
  await keepWebhook(visitor);
  const { groupId, spendingId } = await mergeCategories(visitor);
  const tagId = await addTagsAndRules(visitor, byHand['manual Account'] ?? '');
  const withdrawn = await withdrawRow(running, dynamic);
  const { items } = await visitor.ask<Rows>('GET', '/api/transactions');
  await visitor.ask('PATCH', `/api/transactions/${items[0]?.id}`, { note: `About ${mark}` });
  await breakLogin(running, visitor, dynamic);
  await visitor.ask('POST', '/api/push-devices', pushDevice);
  const other = await addMember(running, dynamic, mark);
  await beginImport(running, dynamic);
  await keepStatement(running, dynamic);
  const { householdId, ids } = await readIds(running, dynamic);
  ids.set('memberId', other);
  ids.set('Passkey', await addPasskey(running, householdId));
  for (const [field, id] of Object.entries({ ...pair, ...byHand })) ids.set(field, id);
  for (const field of ['groupId', 'intoId']) ids.set(field, groupId);
  ids.set('other Tag', tagId);
  ids.set('spending Category', spendingId);
  return { visitor, householdId, ids: ids.set('withdrawn Transaction', withdrawn) };
}

/** With a delivery that came to nothing: nobody is at its address. Paused, so that no more is sent while others look. */
async function keepWebhook(visitor: Visitor): Promise<void> {
  const path = '/api/webhook-endpoints';
  const { endpoint } = await visitor.ask<{ endpoint: { id: string } }>(
    'POST',
    path,
    webhookEndpoint,
  );
  await visitor.ask('POST', `${path}/${endpoint.id}/test`, {});
  await vi.waitFor(async () => {
    const { items } = await visitor.ask<{ items: { state: string }[] }>(
      'GET',
      `${path}/${endpoint.id}/deliveries`,
    );
    expect(items.map(({ state }) => state)).toEqual(['failed']);
  }, patience);
  await visitor.ask('PATCH', `${path}/${endpoint.id}`, { state: 'paused' });
}

/** The id that a field of a request names, as the household that owns it would send it. */
export function idOf({ ids, householdId }: Household): IdOf {
  return (field, path) => {
    if (field === 'householdId' || field === 'households') return householdId;
    // Banks belong to nobody.
    if (field === 'institutionId') return 'ins_109508';
    const noun = field.replace(/Ids?$/, '').replace(/^(?:from|to)(?=[A-Z])/, '');
    const named = tables[noun] ?? `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
    const id = ids.get(meanings[`${path} ${field}`] ?? field) ?? ids.get(named);
    if (id) return id;
    throw new Error(`No row is named by "${field}" of ${path}: tell e2e/support/households.ts.`);
  };
}

/** When people were seen, and when the worker looks at them next: these move by themselves. */
const clocks = ['lastSeenAt', 'lastUsedAt', 'weekDueAt', 'aheadDueAt'];

/** Every row the database holds of a household, by table, but for what its clocks say. */
async function readRows(
  running: Running,
  householdId: string,
  without: string[] = [],
): Promise<[string, string][]> {
  const tables = await listTables(running, ['householdId']);
  const people = `(SELECT "userId" FROM "Member" WHERE "householdId" = '${householdId}')`;
  const isTheirs = `"householdId" = '${householdId}'`;
  const where = new Map(tables.map((table) => [table, isTheirs]));
  for (const table of ['Session', 'Passkey', 'Totp', 'RecoveryCode', 'OidcIdentity']) {
    where.set(table, `"userId" IN ${people}`);
  }
  where.set('User', `"id" IN ${people}`);
  where.set('AuditEntry', `"chainId" = '${householdId}' OR "chainId" IN ${people}`);
  const sources = [...where].map(
    ([table, condition]) =>
      `SELECT '${table}' AS "table", (to_jsonb(t) - '{${[...clocks, ...without]}}'::text[])::text AS "row"
       FROM "${table}" t WHERE ${condition}`,
  );
  const rows = await query<{ table: string; rows: string }>(
    running,
    `SELECT "table", string_agg("row", E'\n' ORDER BY "row") AS "rows"
     FROM (${sources.join(' UNION ALL ')}) r GROUP BY 1 ORDER BY 1`,
  );
  return rows.map((row) => [row.table, row.rows]);
}

/**
 * By table, so that a failing comparison names what was touched.
 *
 * @param without  columns that do not count
 */
export async function checksum(
  running: Running,
  { householdId }: Pick<Household, 'householdId'>,
  without?: string[],
) {
  const rows = await readRows(running, householdId, without);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
  return Object.fromEntries(rows.map(([table, text]) => [table, hash(text)]));
}

/**
 * Waits until no sync or other work changes anything of it. What is done for others does not count:
 * several files ask one product at a time, and there is always work for one of them.
 */
export async function settle(running: Running, household: Household): Promise<void> {
  let before = await checksum(running, household);
  await vi.waitFor(
    async () => {
      const [work] = await query<{ open: string[] }>(
        running,
        `SELECT coalesce(array_agg(t."identifier"), '{}') AS "open" FROM graphile_worker._private_jobs j
         JOIN graphile_worker._private_tasks t ON t."id" = j."task_id"
         LEFT JOIN "WebhookLog" w ON w."id"::text = j."payload"->>'webhookId'
         LEFT JOIN "ItemDirectory" d ON d."plaidItemId" = w."plaidItemId"
         WHERE coalesce(d."householdId"::text, j."payload"->>'householdId') = '${household.householdId}'
         AND (j."locked_at" IS NOT NULL OR j."run_at" < now() + interval '5 seconds')`,
      );
      const now = await checksum(running, household);
      const isSame = JSON.stringify(now) === JSON.stringify(before);
      before = now;
      expect({ isSame, ...work }).toEqual({ isSame: true, open: [] });
    },
    // Where all files begin at once, one worker exports and syncs for all of them.
    { timeout: 120_000, interval: 500 },
  );
}

/** Every id that is the household's: of its rows and of what they point at. */
export async function listIds(running: Running, { householdId }: Household): Promise<Set<string>> {
  const text = (await readRows(running, householdId)).map(([, rows]) => rows).join();
  return new Set(text.match(uuid));
}

export const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

type Rows = { items: { id: string }[] };

const linkEvent = () => ({
  id: randomUUID(),
  linkSessionId: 'sweep',
  purpose: 'link',
  itemId: null,
  name: 'OPEN',
  viewName: null,
  institutionId: null,
  institutionName: null,
  errorType: null,
  errorCode: null,
  exitStatus: null,
  requestId: null,
  at: new Date().toISOString(),
});

const octets = { 'content-type': 'application/octet-stream' };

/** An account of no bank, with a row that has a document, one that was deleted, and a file to import. */
async function keepByHand(visitor: Visitor): Promise<Record<string, string>> {
  const account = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 };
  type Row = { id: string };
  const { id: accountId } = await visitor.ask<Row>('POST', '/api/accounts', account);
  const entry = { accountId, date: '2026-01-31', amountMinor: -100, name: 'Market' };
  const { id } = await visitor.ask<Row>('POST', '/api/entries', entry);
  const deleted = await visitor.ask<Row>('POST', '/api/entries', entry);
  await visitor.ask('DELETE', `/api/entries/${deleted.id}`);
  const returned = { ...entry, amountMinor: 100, name: 'Market' };
  const { id: returnedId } = await visitor.ask<Row>('POST', '/api/entries', returned);
  const link = { otherId: returnedId, amountMinor: 50 };
  await visitor.ask('POST', `/api/transactions/${id}/settlements`, link);
  const twice = await visitor.ask<Row>('POST', '/api/entries', entry);
  const pair = { transactionId: id, otherId: twice.id };
  await visitor.ask('POST', '/api/duplicates', pair);
  const claim = { amountMinor: 100, owedBy: 'Eve' };
  await visitor.ask('POST', `/api/transactions/${id}/claim`, claim);
  for (const name of ['kept.pdf', 'removed.pdf']) {
    const query = `transactionId=${id}&name=${name}`;
    await visitor.send('POST', `/api/attachments?${query}`, new Blob(['%PDF-1.7']), octets);
  }
  const { items } = await visitor.ask<{ items: Row[] }>(
    'GET',
    `/api/attachments?transactionId=${id}`,
  );
  const [kept, removed] = items.map((each) => each.id);
  await visitor.ask('DELETE', `/api/attachments/${removed}`);
  const file = 'Date,Name,Amount\n2026-01-31,Market,-1.00\n';
  await visitor.send(
    'POST',
    `/api/imports?accountId=${accountId}&name=x.csv`,
    new Blob([file]),
    octets,
  );
  return {
    ...(await transferByHand(visitor, accountId)),
    ...(await payAgain(visitor, accountId)),
    'manual Account': accountId,
    'entered Transaction': id,
    'returned Transaction': returnedId,
    'entered twice': twice.id,
    'deleted Transaction': deleted.id,
    'kept Attachment': kept ?? '',
    'removed Attachment': removed ?? '',
  };
}

/** A goal with an amount that was set aside for it. */
async function keepGoal(visitor: Visitor, accountId: string): Promise<void> {
  const goal = { name: 'Roof', kind: 'save', targetMinor: 100, currency: 'USD', dueOn: null };
  const { id } = await visitor.ask<{ id: string }>('POST', '/api/goals', {
    ...goal,
    accountIds: [],
  });
  const amount = { date: '2026-01-31', amountMinor: 10, accountId };
  await visitor.ask('POST', `/api/goals/${id}/contributions`, amount);
}

/** Two payments that recur, as soon as they are found to. */
async function payAgain(visitor: Visitor, accountId: string): Promise<Record<string, string>> {
  const dayBefore = (days: number) =>
    new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  for (const name of ['Gym', 'Rent']) {
    for (const days of [65, 35, 5]) {
      const entry = { accountId, date: dayBefore(days), amountMinor: -4_200, name };
      await visitor.ask('POST', '/api/entries', entry);
    }
  }
  return vi.waitFor(async () => {
    type Streams = { streams: { id: string; name: string }[] };
    const { streams } = await visitor.ask<Streams>('GET', `/api/recurring?on=${dayBefore(0)}`);
    const idOf = (name: string) => streams.find((each) => each.name === name)?.id ?? '';
    expect(idOf('Gym') && idOf('Rent')).not.toBe('');
    return { Stream: idOf('Gym'), 'other Stream': idOf('Rent') };
  }, patience);
}

/** Two rows that are one transfer. */
async function transferByHand(visitor: Visitor, fromId: string): Promise<Record<string, string>> {
  type Row = { id: string };
  const account = { name: 'Jar', kind: 'savings', currency: 'USD', openingMinor: 0 };
  const { id: intoId } = await visitor.ask<Row>('POST', '/api/accounts', account);
  const enter = (accountId: string, amountMinor: number) =>
    visitor.ask<Row>('POST', '/api/entries', {
      accountId,
      amountMinor,
      date: '2026-01-31',
      name: 'Put aside',
    });
  const [sent, arrived] = [await enter(fromId, -7_000), await enter(intoId, 7_000)];
  const pair = { transactionId: sent.id, otherId: arrived.id };
  await visitor.ask('POST', '/api/transfers', pair);
  return {
    'second Account': intoId,
    'sent Transaction': sent.id,
    'arrived Transaction': arrived.id,
  };
}

async function moveOneAccount(visitor: Visitor, fromItemId: string, toItemId: string) {
  type Preview = { accounts: { from: { id: string }; to: { id: string } | null }[] };
  const pair = { fromItemId, toItemId };
  const { accounts } = await visitor.ask<Preview>('POST', '/api/relinks/preview', pair);
  const [first, second] = accounts.map(({ from, to }) => ({
    fromAccountId: from.id,
    toAccountId: to?.id ?? '',
  }));
  await visitor.ask('POST', '/api/relinks', { ...pair, accounts: [first] });
  return { ...pair, ...second };
}

/** A step that can be taken back; returns a group of categories and one of spending, and leaves a newer one. */
async function mergeCategories(visitor: Visitor): Promise<{ groupId: string; spendingId: string }> {
  type Categories = { items: { id: string; groupId: string | null; kind: string }[] };
  const { items } = await visitor.ask<Categories>('GET', '/api/categories');
  const group = items.find(({ groupId }) => groupId === null);
  const [from, into] = items.filter(({ groupId }) => groupId === group?.id);
  await visitor.ask('POST', `/api/categories/${from?.id}/merge`, { intoId: into?.id });
  const input = { name: 'Garden', groupId: null, kind: 'spending' };
  await visitor.ask('POST', '/api/categories', input);
  const spending = items.findLast(({ groupId, kind }) => groupId !== null && kind === 'spending');
  return { groupId: group?.id ?? '', spendingId: spending?.id ?? '' };
}

/** Two tags, a rule that puts one on, and one that names an account; returns the older tag. */
async function addTagsAndRules(visitor: Visitor, accountId: string): Promise<string> {
  const { items } = await visitor.ask<Rows>('POST', '/api/tags', { name: 'Trip' });
  await visitor.ask('POST', '/api/tags', { name: 'Work' });
  const rule = { effect: { ...saysNothing, tagIds: [items[0]?.id] }, stop: false, history: true };
  await visitor.ask('POST', '/api/rules', {
    ...rule,
    name: 'Rides',
    when: { ...askedNothing, text: 'uber' },
  });
  await visitor.ask('POST', '/api/rules', {
    ...rule,
    name: 'Cash',
    when: { ...askedNothing, accountIds: [accountId] },
  });
  return items[0]?.id ?? '';
}

/** A pair of rows of which the bank does not say whether they are one. */
async function askAboutAMatch(running: Running, visitor: Visitor, itemId: string, mark: string) {
  const path = `/_control/items/${await plaidIdOf(running, itemId)}/transactions`;
  const hold = { amount: 50, name: `Hotel ${mark}`, pending: true };
  await sandbox(running, path, { add: [hold] });
  await vi.waitFor(async () => {
    const { items } = await visitor.ask<Rows>('GET', `/api/transactions?q=${mark}`);
    expect(items).toHaveLength(1);
  }, patience);
  await sandbox(running, path, { add: [{ ...hold, pending: false }] });
  await vi.waitFor(async () => {
    const { items } = await visitor.ask<Rows>('GET', '/api/matches');
    expect(items).toHaveLength(1);
  }, patience);
}

/** Somebody else of the household. */
async function addMember(running: Running, itemId: string, mark: string): Promise<string> {
  const name = `Cleo ${mark}`;
  await new Visitor(running.url).signUp({ name });
  const [member] = await query<{ id: string }>(
    running,
    `INSERT INTO "Member" ("householdId", "id", "userId", "role")
     SELECT i."householdId", gen_random_uuid(), u."id", 'member' FROM "Item" i, "User" u
     WHERE i."id" = '${itemId}' AND u."name" = '${name}' RETURNING "id"`,
  );
  return member?.id ?? '';
}

/** A report of Plaid's, which somebody else may read, too, and so may whoever has a link. */
async function makeReport(visitor: Visitor, itemId: string): Promise<void> {
  const path = '/api/asset-reports';
  const { id } = await visitor.ask<{ id: string }>('POST', path, { itemIds: [itemId], days: 30 });
  await vi.waitFor(async () => {
    const { state } = await visitor.ask<{ state: string }>('GET', `${path}/${id}`);
    expect(state).toBe('ready');
  }, patience);
  await visitor.ask('POST', `${path}/${id}/copies`, { auditorId: 'a-lender', agreed: true });
  const documents = [{ kind: 'asset_report', assetReportId: id }];
  const pack = { title: 'The flat', documents, days: 7, passphrase: null };
  await visitor.ask('POST', '/api/proof-packs', pack);
}

/** An upload that was begun: where there are banks nobody can begin one. */
async function beginImport(running: Running, itemId: string): Promise<void> {
  await query(
    running,
    `INSERT INTO "ArchiveImport" ("householdId", "id", "memberId", "bytes")
     SELECT "householdId", gen_random_uuid(), "memberId", 1 FROM "Item" WHERE "id" = '${itemId}'`,
  );
}

/** A month that a bank gave a statement of. */
async function keepStatement(running: Running, itemId: string): Promise<void> {
  await query(
    running,
    `INSERT INTO "Statement" ("householdId", "id", "accountId", "plaidStatementId", "month")
     SELECT "householdId", gen_random_uuid(), "id", 'a statement', '2026-01-01' FROM "Account"
     WHERE "itemId" = '${itemId}' LIMIT 1`,
  );
}

/** Of the household's first person, whose account asks for it from then on. */
async function addPasskey(running: Running, householdId: string): Promise<string> {
  const [passkey] = await query<{ id: string }>(
    running,
    `INSERT INTO "Passkey" ("id", "userId", "credentialId", "publicKey", "counter", "name", "backedUp")
     SELECT gen_random_uuid(), "userId", md5(random()::text), 'key', 0, 'Laptop', false
     FROM "Member" WHERE "householdId" = '${householdId}' AND "role" = 'owner' RETURNING "id"`,
  );
  return passkey?.id ?? '';
}

/** The bank takes a row back. */
async function withdrawRow(running: Running, itemId: string): Promise<string> {
  const find = `SELECT "id", "plaidTransactionId" AS "plaidId" FROM "Transaction"
    WHERE "itemId" = '${itemId}' AND "removedAt" IS NULL AND NOT "pending" ORDER BY 1 LIMIT 1`;
  const [row] = await query<{ id: string; plaidId: string }>(running, find);
  const path = `/_control/items/${await plaidIdOf(running, itemId)}/transactions`;
  await sandbox(running, path, { remove: [row?.plaidId] });
  const isGone = `SELECT FROM "Transaction" WHERE "id" = '${row?.id}' AND "removedAt" IS NOT NULL`;
  await vi.waitFor(async () => expect(await query(running, isGone)).toHaveLength(1), patience);
  return row?.id ?? '';
}

/** Its people are told. */
async function breakLogin(running: Running, visitor: Visitor, itemId: string) {
  const plaidItemId = await plaidIdOf(running, itemId);
  await sandbox(running, `/_control/items/${plaidItemId}/login`, { state: 'required' });
  await vi.waitFor(async () => {
    const { items } = await visitor.ask<Rows>('GET', '/api/notifications');
    expect(items.length).toBeGreaterThan(0);
  }, patience);
}

async function plaidIdOf(running: Running, itemId: string): Promise<string> {
  const sql = `SELECT "plaidItemId" FROM "Item" WHERE "id" = '${itemId}'`;
  const [item] = await query<{ plaidItemId: string }>(running, sql);
  return item?.plaidItemId ?? '';
}

async function readIds(running: Running, itemId: string) {
  const sql = `SELECT "householdId" FROM "Item" WHERE "id" = '${itemId}'`;
  const [item] = await query<{ householdId: string }>(running, sql);
  const householdId = item?.householdId ?? '';
  const ids = new Map<string, string>();
  for (const table of await listTables(running, ['householdId', 'id'])) {
    const sql = `SELECT max("id"::text) AS id FROM "${table}" WHERE "householdId" = '${householdId}'`;
    const [row] = await query<{ id: string | null }>(running, sql);
    if (row?.id) ids.set(table, row.id);
  }
  return { householdId, ids };
}

/** Tables with all of these columns, as UUIDs. */
async function listTables(running: Running, columns: string[]): Promise<string[]> {
  const found = await query<{ table: string }>(
    running,
    `SELECT table_name AS "table" FROM information_schema.columns
     JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND udt_name = 'uuid'
       AND column_name IN ('${columns.join("', '")}')
     GROUP BY 1 HAVING count(*) = ${columns.length} ORDER BY 1`,
  );
  return found.map(({ table }) => table);
}

const patience = { timeout: 60_000, interval: 100 };
