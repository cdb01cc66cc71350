import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { createHousehold } from '#lib/testing/household';
import { type LinkEventInput, recordLinkEventsInput } from './contract.ts';
import { deleteOldLinkEvents, recordLinkEvents } from './mutations.ts';
import { readLinkFunnel } from './queries.ts';

const start = Date.parse('2026-11-21T12:00:00Z');

/**
 * A session as Link tells it: names, `ERROR:<code>` for errors, `TRANSITION_VIEW/<view>` for views; from
 * `SELECT_INSTITUTION` at a bank.
 */
function session(bank: string | null, names: string[], more: Partial<LinkEventInput> = {}) {
  const linkSessionId = newId();
  let chosen = false;
  const events = names.map((each, index): LinkEventInput => {
    const [event = '', errorCode = null] = each.split(':');
    const [name = '', viewName = null] = event.split('/');
    chosen ||= name === 'SELECT_INSTITUTION';
    return {
      id: newId(),
      linkSessionId,
      purpose: 'link',
      itemId: null,
      name,
      viewName,
      institutionId: chosen ? 'ins_1' : null,
      institutionName: chosen ? bank : null,
      errorType: errorCode && 'ITEM_ERROR',
      errorCode,
      exitStatus: name === 'EXIT' ? 'requires_credentials' : null,
      requestId: errorCode && `req-${index}`,
      at: new Date(start + index * 1_000).toISOString(),
      ...more,
    };
  });
  return { linkSessionId, events };
}

describe('the events of Link', () => {
  it('become a funnel by bank, with the errors on the way', async () => {
    const [one, other] = [await createHousehold(), await createHousehold()];
    const happy = ['OPEN', 'SELECT_INSTITUTION', 'SUBMIT_CREDENTIALS', 'HANDOFF'];
    const failed = [
      'OPEN',
      'SELECT_INSTITUTION',
      'SUBMIT_CREDENTIALS',
      'ERROR:ITEM_LOCKED',
      'EXIT',
    ];
    const trouble = session('Gull Bank', failed);
    // Events come in any order.
    await recordLinkEvents(one.householdId, { events: trouble.events.toReversed() });
    for (const [householdId, { events }] of [
      [one.householdId, session('Gull Bank', happy)],
      [other.householdId, session('Gull Bank', [...failed.slice(0, 4), ...happy.slice(2)])],
      [one.householdId, session(null, ['OPEN', 'EXIT'])],
      [one.householdId, session('Gull Bank', ['OPEN', 'HANDOFF'], { purpose: 'update' })],
    ] as const) {
      await recordLinkEvents(householdId, { events });
    }
    const funnel = await readLinkFunnel();
    expect(funnel.items).toEqual([
      {
        institution: 'Gull Bank',
        kind: 'link',
        opened: 3,
        chosen: 3,
        signedIn: 3,
        finished: 2,
        leftAt: 'signed_in',
        errors: [{ code: 'ITEM_LOCKED', sessions: 2 }],
      },
      expect.objectContaining({ institution: null, kind: 'link', opened: 1, chosen: 0 }),
      expect.objectContaining({ institution: null, kind: 'update', opened: 1, finished: 1 }),
    ]);
    // Whoever got through in the end is no trouble.
    expect(funnel.trouble).toEqual([
      {
        linkSessionId: trouble.linkSessionId,
        requestId: 'req-3',
        kind: 'link',
        institution: 'Gull Bank',
        errorCode: 'ITEM_LOCKED',
        exitStatus: 'requires_credentials',
        at: '2026-11-21T12:00:03.000Z',
      },
    ]);
  });

  it('tell at which step people leave, why, and how long each takes', async () => {
    await db().linkEvent.deleteMany();
    const { householdId } = await createHousehold();
    const view = (name: string) => `TRANSITION_VIEW/${name}`;
    const start = ['OPEN', view('CONSENT'), view('SELECT_INSTITUTION')];
    const signedIn = [...start, 'SELECT_INSTITUTION', view('CREDENTIAL'), 'SUBMIT_CREDENTIALS'];
    const asked = [...signedIn, view('MFA')];
    const through = ['SUBMIT_MFA', view('SELECT_ACCOUNT'), view('CONNECTED'), 'HANDOFF'];
    for (const names of [
      [...asked, ...through],
      [...signedIn, ...through.slice(1)],
      [...asked, 'ERROR:INVALID_MFA', 'EXIT'],
      [...signedIn, 'ERROR:INVALID_CREDENTIALS', 'EXIT'],
      [...signedIn, 'ERROR:INVALID_CREDENTIALS', 'ERROR:ITEM_LOCKED', 'EXIT'],
      [...start, 'EXIT'],
      ['OPEN', view('CONSENT'), 'EXIT'],
    ]) {
      await recordLinkEvents(householdId, session('Gull Bank', names));
    }
    const { steps } = await readLinkFunnel();
    const told = steps.map(({ kind, errors, ...step }) => [
      ...Object.values(step),
      errors.map(({ code, sessions }) => `${code} ${sessions}`).join(),
    ]);
    expect(told).toEqual([
      ['opened', 7, 1, null, 'none 1'],
      ['agreed', 6, 1, 2_000, 'none 1'],
      ['chosen', 5, 0, 1_000, ''],
      ['signed_in', 5, 2, 2_000, 'INVALID_CREDENTIALS 1,ITEM_LOCKED 1'],
      ['asked', 2, 1, 1_000, 'INVALID_MFA 1'],
      // One came from a code, two events before, the other from a password.
      ['accounts', 2, 0, 1_500, ''],
      ['finished', 2, 0, 2_000, ''],
    ]);
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['link']));
  });

  it('are kept once however often they are sent, and not for ever', async () => {
    const { householdId } = await createHousehold();
    const { events } = session('Gull Bank', ['OPEN', 'EXIT']);
    await recordLinkEvents(householdId, { events });
    await recordLinkEvents(householdId, { events });
    expect(await db().linkEvent.count({ where: { householdId } })).toBe(2);
    const receivedAt = new Date(Date.now() - 91 * 86_400_000);
    await db().linkEvent.updateMany({ where: { householdId }, data: { receivedAt } });
    expect(await deleteOldLinkEvents()).toBe(2);
  });

  it('are bounded for each household by itself', async () => {
    const [flood, calm] = [await createHousehold(), await createHousehold()];
    await recordLinkEvents(calm.householdId, session('Gull Bank', ['OPEN']));
    const { householdId } = flood;
    await db().$executeRaw`
      INSERT INTO "LinkEvent" ("householdId", "id", "linkSessionId", "purpose", "name", "at",
        "receivedAt")
      SELECT ${householdId}::uuid, gen_random_uuid(), 'flood', 'link', 'OPEN', now(),
        now() - n * interval '1 second' FROM generate_series(1, 6000) n`;
    await recordLinkEvents(householdId, session('Gull Bank', ['OPEN']));
    expect(await db().linkEvent.count({ where: { householdId } })).toBe(5_000);
    expect(await db().linkEvent.count({ where: { householdId: calm.householdId } })).toBe(1);
  });

  it('are refused when they carry more than is kept', () => {
    const { events } = session('Gull Bank', ['OPEN']);
    const typed = { ...events[0], institution_search_query: 'my bank' };
    expect(recordLinkEventsInput.safeParse({ events: [typed] }).success).toBe(false);
    const many = Array.from({ length: 51 }, () => events[0]);
    expect(recordLinkEventsInput.safeParse({ events: many }).success).toBe(false);
  });
});
