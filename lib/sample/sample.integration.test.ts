import { beforeAll, describe, expect, it } from 'vitest';
import { listAccounts } from '#lib/accounts/queries';
import { tablePlans } from '#lib/archives/tables';
import { createSession, findSession, type Session } from '#lib/auth/sessions';
import { getBudget } from '#lib/budgets/queries';
import { addDays, civilDateIn } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { listGoals } from '#lib/goals/queries';
import { createInvite } from '#lib/invites/create-invite';
import { connectItem } from '#lib/items/connect-item';
import { createLinkTokenFor } from '#lib/items/create-link-token';
import { sumQuestions } from '#lib/questions/contract';
import { countQuestions } from '#lib/questions/queries';
import { listUpcoming } from '#lib/recurring/dues';
import { countAsked } from '#lib/recurring/queries';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { countInbox, getTotals } from '#lib/transactions/queries';
import { runTransfers } from '#lib/transfers/request-transfers';
import { composeHistory } from './compose-history.ts';
import { makeSample } from './make-sample.ts';
import { removeSample } from './remove-sample.ts';

const today = civilDateIn('UTC', new Date());

let owner: TestHousehold;
let read: () => Promise<Session>;

beforeAll(async () => {
  owner = await createHousehold();
  const cookie = await createSession({ userId: owner.userId });
  read = async () => {
    const session = await findSession(cookie);
    if (!session) throw new Error('It ended.');
    return session;
  };
});

/** What every table there is holds, but for when somebody was last seen. */
async function readTables(): Promise<Record<string, string>> {
  const tables: Record<string, string> = {};
  for (const table of Object.keys(tablePlans)) {
    const [row] = await db().$queryRawUnsafe<{ rows: string }[]>(
      `SELECT COALESCE(string_agg((to_jsonb(t) - 'lastSeenAt')::text, E'\n' ORDER BY to_jsonb(t)::text), '') AS "rows"
       FROM "${table}" t`,
    );
    tables[table] = row?.rows ?? '';
  }
  const jobs = await db()
    .$queryRaw`SELECT "task_identifier", "key" FROM graphile_worker.jobs ORDER BY 2`;
  return { ...tables, jobs: JSON.stringify(jobs) };
}

describe('sample data', () => {
  it('is two years that make sense, apart from everything real', async () => {
    const before = await readTables();
    const { items } = await makeSample(await read(), today);
    expect(items).toMatchObject([
      { current: false, sample: false },
      { name: 'Sample', current: true, sample: true },
    ]);
    const session = await read();
    expect(session.householdId).not.toBe(owner.householdId);
    expect((await listAccounts(owner)).items).toEqual([]);

    await runTransfers({ householdId: session.householdId, transactionIds: null });
    const accounts = await listAccounts(session);
    expect(accounts.items.every(({ name }) => name.startsWith('Sample'))).toBe(true);
    expect(accounts.netWorth).toHaveLength(1);
    expect(accounts.netWorth[0]?.netMinor).toBeGreaterThan(1_000_000);
    expect((await getTotals(session, {})).count).toBe(composeHistory(today).length);
    expect(await countInbox(session)).toBeLessThan(30);
    expect(sumQuestions(await countQuestions(session))).toBe(0);
    const budget = await getBudget(session, today);
    expect(budget.plannedMinor).toBe(232_000);
    expect(budget.spentMinor).toBeGreaterThan(0);
    expect((await listGoals(session, today)).items.map(({ state }) => state)).toEqual([
      'open',
      'open',
    ]);
    expect(await countAsked(session)).toBe(3);
    expect((await listUpcoming(session, addDays(today, 31), today)).length).toBeGreaterThan(10);

    // As if nobody had ever looked: also what was entered, changed and kept on the way.
    await removeSample(await read());
    expect(await readTables()).toEqual(before);
    expect((await read()).householdId).toBe(owner.householdId);
  });

  it('is made anew at a second press, and there is never more than one', async () => {
    await makeSample(await read(), today);
    await makeSample(await read(), today);
    const { householdId } = await read();
    expect(await db().member.count({ where: { userId: owner.userId } })).toBe(2);
    await removeSample(await read());
    expect(await db().household.count({ where: { id: householdId } })).toBe(0);
    await expect(removeSample(await read())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes no bank and no other person', async () => {
    await makeSample(await read(), today);
    const session = await read();
    const refused = { code: 'household_refused' };
    await expect(createLinkTokenFor(session, { purpose: 'link' })).rejects.toMatchObject(refused);
    const invite = { role: 'member', email: null } as const;
    await expect(createInvite(session, invite)).rejects.toMatchObject(refused);
    const metadata = { institution: null, accounts: [], linkSessionId: 'test' };
    const connecting = connectItem(session, { publicToken: 'public-sandbox-none', metadata });
    await expect(connecting).rejects.toMatchObject(refused);
    await removeSample(session);
  });
});

describe('composeHistory', () => {
  it('is the same on the same day, and grows by a day', () => {
    expect(composeHistory('2026-11-22')).toEqual(composeHistory('2026-11-22'));
    const next = composeHistory('2026-11-23');
    const shared = ({ date }: { date: string }) => date > '2024-11-25' && date <= '2026-11-22';
    const plain = (rows: ReturnType<typeof composeHistory>) =>
      rows
        .filter(shared)
        .filter(({ name }) => !/payment|payroll|Northside|Lanternbox|Interest/.test(name));
    expect(plain(next)).toEqual(plain(composeHistory('2026-11-22')));
  });

  it('never spends what is not there', () => {
    for (const on of ['2024-02-29', '2026-11-22', '2027-03-31']) {
      let minor = 284_160;
      for (const row of composeHistory(on)) {
        if (row.account === 'everyday') minor += row.amountMinor;
        expect(minor, `${row.date} as of ${on}`).toBeGreaterThan(0);
      }
      expect(composeHistory(on).at(0)?.date).toBe(addDays(on, -730));
    }
  });
});
