import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { readZip } from '#lib/testing/archive';
import { readPages } from '#lib/testing/pages';
import { readOwnRoutes } from '#lib/testing/routes';
import { type Answer, askPage } from './support/ask-page.ts';
import { query, Visitor } from './support/drill.ts';
import { eachOf } from './support/each-of.ts';
import {
  checksum,
  type Household,
  idOf,
  openHousehold,
  settle,
  uuid,
} from './support/households.ts';
import { listen } from './support/listen.ts';
import { fillPath, type Sample, sampleRequests } from './support/samples.ts';

// Members of one household: what one keeps from another is not there for them, by no route, page,
// search, event, calendar or archive. Who may see it is given it by the same requests.

const sweep = inject('sweep');
const mark = `Qwx${Date.now()}`;
/** Of a row and of an account, which nothing else in the world has: as data, and on a page. */
const rowWords = [`Hotel ${mark}`, `About ${mark}`, '7712337', '77,123'];
const balanceWords = ['8813447', '88,134'];

/** They pass over what they do not find, and say nothing of it. */
const passOver = ['/api/exports', '/api/link-events', '/api/notifications/read'];

type Member = { visitor: Visitor; hidden: Set<string>; words: string[] };

const routes = (await readOwnRoutes()).filter(({ handler }) => handler.meta.access === 'member');
let ana: Household;
let full: Member;
let members: Record<'balance' | 'hidden', Member>;

beforeAll(async () => {
  ana = await openHousehold(sweep, mark);
  const onRows = await listIds(['transactionId'], ['Transaction']);
  const onItems = await listIds(['transactionId', 'accountId', 'itemId'], ['Account', 'Item']);
  full = { visitor: await join('Full'), hidden: new Set(), words: [] };
  members = {
    balance: { visitor: await join('Balance'), hidden: onRows, words: rowWords },
    hidden: {
      visitor: await join('Hidden'),
      hidden: new Set([...onRows, ...onItems]),
      words: [...rowWords, ...balanceWords],
    },
  };
  for (const [sight, name] of [
    ['balance', 'Balance'],
    ['hidden', 'Hidden'],
  ] as const) {
    await decide(name, sight);
  }
  const hotel = `"name" = 'Hotel ${mark}' AND NOT "pending"`;
  await query(sweep, `UPDATE "Transaction" SET "amountMinor" = -7712337 WHERE ${hotel}`);
  await query(
    sweep,
    `UPDATE "Account" SET "currentMinor" = 8813447, "availableMinor" = NULL
     WHERE "id" = (SELECT "accountId" FROM "Transaction" WHERE ${hotel})`,
  );
  await settle(sweep, ana);
  expect(onRows.size).toBeGreaterThan(50);
});

it('who is shown all of it is given it', async () => {
  const answers = await Promise.all(reads().map((sample) => ask(full.visitor, sample)));
  for (const path of [`/transactions?q=${mark}`, '/accounts']) {
    answers.push(await askPage(full.visitor, path, {}));
  }
  const told = answers.map(({ text }) => text).join('\n');
  expect([...rowWords, ...balanceWords].filter((word) => !told.includes(word))).toEqual([]);
  const ids = new Set(told.match(uuid));
  expect([...members.hidden.hidden].filter((id) => ids.has(id)).length).toBeGreaterThan(50);
});

describe.each(['balance', 'hidden'] as const)('to whom all is shown as "%s"', (sight) => {
  it('no route gives what is kept from them', async () => {
    const member = members[sight];
    for (const sample of reads()) {
      const answer = await ask(member.visitor, sample);
      expectNothingKept(member, answer, sample);
      if (names(member, sample.url.split('?')[0]))
        expect([400, 404], sample.url).toContain(answer.status);
    }
    const { items } = await member.visitor.ask<{ items: unknown[] }>('GET', '/api/transactions');
    expect(items).toEqual([]);
    const told = await (await member.visitor.send('GET', '/api/accounts')).text();
    expect(balanceWords.some((word) => told.includes(word))).toBe(sight === 'balance');
  });

  it('no route changes what is kept from them', async () => {
    const member = members[sight];
    const before = await rowsOf();
    for (const sample of changes(member)) {
      const answer = await ask(member.visitor, sample);
      const name = `${sample.method} ${sample.url} ${JSON.stringify(sample.body)}: ${answer.text}`;
      expectNothingKept(member, answer, sample);
      if (!passOver.includes(sample.path))
        expect([400, 403, 404, 415], name).toContain(answer.status);
    }
    expect(await rowsOf()).toEqual(before);
  });

  it('no page shows it', async () => {
    const member = members[sight];
    await eachOf([...readPages(), `/transactions?q=${mark}`], async (path) => {
      const url = fillPath(path, idOf(ana));
      for (const headers of [{}, { rsc: '1' }] as Record<string, string>[]) {
        expectNothingKept(member, await askPage(member.visitor, url, headers), { url, body: null });
      }
    });
  });

  it('no event, calendar or archive does', async () => {
    const member = members[sight];
    const [theirs, hers] = await Promise.all([listen(member.visitor), listen(ana.visitor)]);
    const row = `/api/transactions/${ana.ids.get('Transaction')}`;
    await ana.visitor.ask('PATCH', row, { note: `Again ${mark} ${sight}` });
    await ana.visitor.ask('POST', `/api/items/${ana.ids.get('Item')}/sync`, {});
    await expect.poll(hers.events, { timeout: 10_000 }).toContain('topics');
    const { address } = await member.visitor.ask<{ address: string }>('POST', '/api/calendar/feed');
    const feed = await (await member.visitor.send('GET', new URL(address).pathname)).text();
    expect(feed).toContain('BEGIN:VCALENDAR');
    const told = [theirs.events(), feed, ...(await takeArchive(member.visitor))];
    await Promise.all([theirs.close(), hers.close()]);
    for (const text of told) {
      expectNothingKept(member, { status: 200, text }, { url: '', body: null });
    }
  });
});

async function join(name: string): Promise<Visitor> {
  const visitor = new Visitor(sweep.url);
  await visitor.signUp({ name: `${name} ${mark}` });
  const invite = { role: 'member', email: null };
  const { link } = await ana.visitor.ask<{ link: string }>('POST', '/api/invites', invite);
  await visitor.ask('POST', '/api/invites/accept', { token: link.split('/').at(-1) });
  return visitor;
}

async function decide(name: string, sight: 'balance' | 'hidden'): Promise<void> {
  type Privacy = { others: { id: string; name: string }[]; accounts: { id: string }[] };
  const { others, accounts } = await ana.visitor.ask<Privacy>('GET', '/api/privacy');
  const memberId = others.find((each) => each.name.startsWith(`${name} `))?.id;
  expect(accounts.length).toBeGreaterThan(5);
  for (const { id: accountId } of accounts) {
    await ana.visitor.ask('PATCH', '/api/privacy', { accountId, memberId, sight });
  }
}

/** Ids in these tables, and in all that name a row by one of these columns. */
async function listIds(columns: string[], tables: string[]): Promise<Set<string>> {
  const named = await query<{ table: string }>(
    sweep,
    `SELECT DISTINCT table_name AS "table" FROM information_schema.columns c
     JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND column_name IN ('${columns.join("','")}')
       AND EXISTS (SELECT FROM information_schema.columns i
         WHERE i.table_name = c.table_name AND i.column_name = 'id' AND i.udt_name = 'uuid')`,
  );
  const ids = await Promise.all(
    [...tables, ...named.map(({ table }) => table)].map((table) =>
      query<{ id: string }>(
        sweep,
        `SELECT "id" FROM "${table}" WHERE "householdId" = '${ana.householdId}'`,
      ),
    ),
  );
  return new Set(ids.flat().map(({ id }) => id));
}

function reads(): Sample[] {
  const asked = routes.filter(({ method, path }) => method === 'GET' && path !== '/api/events');
  const samples = asked.flatMap((route) => sampleRequests(route, idOf(ana)));
  // With a filter and without: a search finds nothing that the list would not.
  const bare = samples.map((sample) => ({ ...sample, url: sample.url.split('?')[0] ?? '' }));
  const search = samples.find(({ path }) => path === '/api/transactions');
  return [...samples, ...bare, ...(search ? [{ ...search, url: `${search.path}?q=${mark}` }] : [])];
}

/** What would change something that is kept from them. */
function changes(member: Member): Sample[] {
  return routes
    .filter(({ method }) => method !== 'GET')
    .flatMap((route) => sampleRequests(route, idOf(ana)))
    .filter((sample) => names(member, sample));
}

const rowsOf = async () => {
  const { Account, Item, Transaction, TieOut, MatchSuggestion, Relink } = await checksum(
    sweep,
    ana,
    ['fence'],
  );
  return { Account, Item, Transaction, TieOut, MatchSuggestion, Relink };
};

async function ask(visitor: Visitor, sample: Sample): Promise<Answer> {
  const { method, url, body, mediaType } = sample;
  const response = await visitor.send(method, url, body, { 'content-type': mediaType });
  return { status: response.status, text: await response.text() };
}

/** Each file of all that they may take with them. */
async function takeArchive(visitor: Visitor): Promise<string[]> {
  type Archives = { items: { id: string; state: string }[] };
  await visitor.ask('POST', '/api/archives', {});
  const id = await vi.waitFor(
    async () => {
      const { items } = await visitor.ask<Archives>('GET', '/api/archives');
      expect(items[0]?.state).toBe('ready');
      return items[0]?.id;
    },
    { timeout: 60_000, interval: 250 },
  );
  const response = await visitor.send('GET', `/api/archives/${id}/file`);
  const files = await readZip(Buffer.from(await response.arrayBuffer()));
  expect(files.size).toBeGreaterThan(3);
  return [...files.values()].map(String);
}

function names({ hidden }: Member, sent: unknown): boolean {
  return (JSON.stringify(sent ?? null).match(uuid) ?? []).some((id) => hidden.has(id));
}

/** No word of it, and no id but those that were asked for. */
function expectNothingKept(
  { hidden, words }: Member,
  { status, text }: Answer,
  sent: { url: string; body: unknown },
): void {
  const name = `${sent.url} ${JSON.stringify(sent.body)}: ${status} ${text.slice(0, 300)}`;
  const asked = JSON.stringify(sent);
  const ids = (text.match(uuid) ?? []).filter((id) => hidden.has(id) && !asked.includes(id));
  expect(ids, name).toEqual([]);
  const said = words.filter((word) => text.includes(word) && !asked.includes(word));
  expect(said, name).toEqual([]);
}
