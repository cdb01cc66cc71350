import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { createInvite } from '#lib/invites/create-invite';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { openMailbox, readToken } from '#lib/testing/mailbox';
import { finishSignUp, requestSignUp, signUp, signUpUnasked } from './sign-up.ts';
import { verifyCredentials } from './verify-credentials.ts';

const password = 'correct horse battery';
const closed = { code: 'sign_up_closed' };
const { SIGN_UP } = env();

let people = 0;
const newEmail = () => `up${++people}@example.com`;
const newPerson = () => ({ email: newEmail(), password, name: 'Ana' });
const setPolicy = (policy: 'open' | 'invite' | 'first') =>
  Object.assign(env(), { SIGN_UP: policy });
const householdsOf = async (email: string) => {
  const { members } = await db().user.findUniqueOrThrow({
    where: { email },
    include: { members: true },
  });
  return members.map(({ householdId, role }) => ({ householdId, role }));
};

async function invite(owner: TestHousehold) {
  const { link } = await createInvite({ ...owner, name: 'Bo' }, { role: 'viewer', email: null });
  return link.split('/').at(-1) ?? '';
}

afterEach(() => Object.assign(env(), { SIGN_UP }));

describe('the first person of an installation', () => {
  it.each(['first', 'invite'] as const)(
    'is one of fifty at once, by the policy "%s"',
    async (policy) => {
      setPolicy(policy);
      await db().user.deleteMany({});
      const tries = Array.from({ length: 50 }, () => signUp(newPerson()));
      const done = await Promise.allSettled(tries);
      expect(done.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
      for (const each of done)
        if (each.status === 'rejected') expect(each.reason).toMatchObject(closed);
      expect(await db().user.count()).toBe(1);
    },
  );
});

describe('an invitation', () => {
  let owner: TestHousehold;
  beforeEach(async () => {
    owner = await createHousehold();
  });

  it('lets one person sign up where nobody else may, into the household it is to', async () => {
    setPolicy('invite');
    const token = await invite(owner);
    const person = { ...newPerson(), invite: token };
    await signUp(person);
    expect(await householdsOf(person.email)).toEqual([
      { householdId: owner.householdId, role: 'viewer' },
    ]);
    await expect(signUp({ ...newPerson(), invite: token })).rejects.toMatchObject(closed);
  });

  it('does not where sign-up is closed for good', async () => {
    setPolicy('first');
    const person = { ...newPerson(), invite: await invite(owner) };
    await expect(signUp(person)).rejects.toMatchObject(closed);
  });

  it('makes nobody when it is over or none', async () => {
    const { email } = newPerson();
    for (const token of ['x', 'x'.repeat(64)]) {
      await expect(signUp({ email, password, name: 'Ana', invite: token })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    expect(await db().user.count({ where: { email } })).toBe(0);
  });
});

describe('where mails leave', () => {
  let mailbox: Awaited<ReturnType<typeof openMailbox>>;
  beforeAll(async () => {
    mailbox = await openMailbox();
  });
  afterAll(() => mailbox.close());

  it('an account begins with a link, and its e-mail is known to be the person’s', async () => {
    const email = newEmail();
    await expect(signUpUnasked(newPerson())).rejects.toMatchObject({ code: 'forbidden' });
    await requestSignUp({ email });
    expect(await db().user.count({ where: { email } })).toBe(0);
    const token = readToken((await mailbox.read(email))[0]);
    await finishSignUp({ token, name: 'Ana', password });
    const user = await db().user.findUniqueOrThrow({ where: { email } });
    expect(user.emailVerifiedAt).not.toBeNull();
    expect(await verifyCredentials(email, password, { peer: '192.0.2.1' })).toMatchObject({
      userId: user.id,
    });
    await expect(finishSignUp({ token, name: 'Eve', password })).rejects.toMatchObject({
      code: 'link_expired',
    });
  });

  it('who has an account is told so in their mailbox, and whoever asked is told what anybody is', async () => {
    const { email } = await signUp(newPerson());
    expect(await requestSignUp({ email })).toEqual(await requestSignUp({ email: newEmail() }));
    const [mail] = await mailbox.read(email);
    expect(mail).toContain('You have an account already');
    expect(readToken(mail)).toBe('');
    expect(await db().mailboxToken.count({ where: { email } })).toBe(0);
  });

  it('an invitation comes along to whichever device the link is opened on', async () => {
    const owner = await createHousehold();
    setPolicy('invite');
    const email = newEmail();
    await expect(requestSignUp({ email })).rejects.toMatchObject(closed);
    await requestSignUp({ email, invite: await invite(owner) });
    const token = readToken((await mailbox.read(email))[0]);
    await finishSignUp({ token, name: 'Ana', password });
    expect(await householdsOf(email)).toEqual([{ householdId: owner.householdId, role: 'viewer' }]);
  });

  it('a link that was sent before somebody was first leads nowhere after', async () => {
    await db().user.deleteMany({});
    setPolicy('first');
    const [first, second] = [newEmail(), newEmail()];
    for (const email of [first, second]) await requestSignUp({ email });
    const finish = async (email: string) =>
      finishSignUp({ token: readToken((await mailbox.read(email))[0]), name: 'Ana', password });
    await finish(first);
    await expect(finish(second)).rejects.toMatchObject(closed);
  });
});
