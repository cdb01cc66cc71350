import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailboxToken } from '#lib/auth/mailbox-tokens';
import { resetPassword } from '#lib/auth/reset-password';
import { sessionCookieName } from '#lib/auth/session-cookie';
import { findSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { startDeletion } from '#lib/deletions/start-deletion';
import { env } from '#lib/env';
import { createInvite } from '#lib/invites/create-invite';
import { addApp, startSession } from '#lib/testing/factors';
import { createHousehold } from '#lib/testing/household';
import { openMailbox } from '#lib/testing/mailbox';
import { type OidcPerson, openOidcProvider, seconds } from '#lib/testing/oidc-provider';
import { OidcVisitor } from '#lib/testing/oidc-visitor';
import { unlinkIdentity } from './identities.ts';

const { SIGN_UP } = env();
const setPolicy = (policy: 'open' | 'invite' | 'first') =>
  Object.assign(env(), { SIGN_UP: policy });

let provider: Awaited<ReturnType<typeof openOidcProvider>>;
let people = 0;
let ana: OidcPerson & { email: string };
let visitor: OidcVisitor;

beforeEach(async () => {
  await db().rateBucket.deleteMany({});
  provider = await openOidcProvider();
  Object.assign(env(), { oidc: provider.settings });
  people += 1;
  const email = `ana${people}@example.com`;
  ana = { sub: `subject-${people}`, email, email_verified: true, name: 'Ana' };
  visitor = new OidcVisitor(provider);
});
afterEach(() => {
  provider.close();
  Object.assign(env(), { SIGN_UP });
});

const sessionOf = async ({ cookies }: OidcVisitor) =>
  findSession(cookies.get(sessionCookieName()) ?? '');
const userOf = (email: string) =>
  db().user.findUnique({ where: { email }, include: { oidcIdentities: true, members: true } });
const auditOf = async (chainId: string) =>
  (await db().auditEntry.findMany({ where: { chainId }, orderBy: { seq: 'asc' } })).map(
    ({ kind }) => kind,
  );

/** Somebody with a password and a session, here since before there was a provider. */
async function startWithPassword() {
  const { userId } = await createHousehold();
  const session = await startSession(userId);
  return { ...session, browser: new OidcVisitor(provider, session.token) };
}

const link = { purpose: 'link', next: '/settings/security' } as const;
const stepUp = { purpose: 'step_up', next: '/accounts?a=1' } as const;
const makeStale = (id: string) =>
  db().session.updateMany({ where: { id }, data: { verifiedAt: new Date(0) } });

describe('an account that the provider signs in', () => {
  it('is made without a password, and signed in to again', async () => {
    expect(await visitor.go(ana, { purpose: 'sign_up' })).toBe('/');
    const user = await userOf(ana.email);
    expect(user).toMatchObject({ name: 'Ana', passwordHash: null });
    expect(user?.emailVerifiedAt).toBeInstanceOf(Date);
    expect(user?.oidcIdentities).toMatchObject([{ issuer: provider.issuer, subject: ana.sub }]);
    expect(user?.members).toHaveLength(1);
    const first = visitor.cookies.get(sessionCookieName());
    expect(await visitor.go(ana, { purpose: 'sign_in', next: '/accounts?a=1' })).toBe(
      '/accounts?a=1',
    );
    expect(await sessionOf(visitor)).toMatchObject({ userId: user?.id, secondFactor: false });
    expect(visitor.cookies.get(sessionCookieName())).not.toBe(first);
    expect(await db().session.count({ where: { userId: user?.id ?? '' } })).toBe(1);
    expect(await auditOf(user?.id ?? '')).toEqual(['signed_up', 'signed_in', 'signed_in']);
  });

  it('is not opened by any password', async () => {
    await visitor.go(ana, { purpose: 'sign_up' });
    for (const password of ['', 'null', 'correct horse battery']) {
      expect((await new OidcVisitor(provider).signIn(ana.email, password)).status).toBe(401);
    }
  });

  it('is found by what the provider calls them, whatever their e-mail becomes', async () => {
    await visitor.go(ana, { purpose: 'sign_up' });
    const user = await userOf(ana.email);
    await visitor.go({ ...ana, email: 'other@example.com' });
    expect(await sessionOf(visitor)).toMatchObject({ userId: user?.id, email: ana.email });
  });

  it('learns the e-mail from where the provider tells it', async () => {
    provider.lies.terse = true;
    expect(await visitor.go(ana, { purpose: 'sign_up' })).toBe('/');
    expect(await userOf(ana.email)).toMatchObject({ name: 'Ana' });
  });

  it('is as fresh as the sign-in there, not as the way back', async () => {
    await visitor.go(ana, { purpose: 'sign_up' });
    expect((await sessionOf(visitor))?.isFresh).toBe(true);
    for (const auth_time of [null, seconds() - 3_600]) {
      await visitor.go({ ...ana, auth_time });
      expect((await sessionOf(visitor))?.isFresh).toBe(false);
    }
    await visitor.go({ ...ana, auth_time: seconds() + 3_600 });
    await db().session.updateMany({ data: { verifiedAt: new Date(Date.now() - 660_000) } });
    expect((await sessionOf(visitor))?.isFresh).toBe(false);
  });

  it('is still asked for its second step', async () => {
    await visitor.go(ana, { purpose: 'sign_up' });
    const session = await startSession((await userOf(ana.email))?.id ?? '');
    await addApp(session);
    const fresh = new OidcVisitor(provider);
    expect(await fresh.go(ana, { purpose: 'sign_in', next: '/accounts' })).toBe(
      '/sign-in/second-step?next=%2Faccounts',
    );
    expect(await sessionOf(fresh)).toBeNull();
    expect(fresh.cookies.has('plumbline.sign-in')).toBe(true);
  });

  it('is deleted like any other, and leaves nothing to sign in with', async () => {
    await visitor.go(ana, { purpose: 'sign_up' });
    const session = await sessionOf(visitor);
    if (!session) throw new Error('There is no session.');
    await startDeletion(session, {
      scope: 'account',
      confirmation: ana.email,
      history: 'delete',
      households: [],
    });
    expect(await db().oidcIdentity.count({ where: { subject: ana.sub } })).toBe(0);
    expect(await visitor.go(ana)).toBe('/sign-up?problem=unknown');
  });

  it('leads to no other host', async () => {
    await visitor.go(ana, { purpose: 'sign_up' });
    for (const next of ['//evil.test', 'https://evil.test', '/\\evil.test', '/.//evil.test']) {
      expect(await visitor.go(ana, { purpose: 'sign_in', next })).toBe('/');
    }
  });
});

describe('who is linked to nobody', () => {
  it('gets no account unasked', async () => {
    expect(await visitor.go(ana)).toBe('/sign-up?problem=unknown');
    expect(await userOf(ana.email)).toBeNull();
  });

  it('is never taken for the person who has that e-mail', async () => {
    const { userId, email } = await startWithPassword();
    for (const purpose of ['sign_in', 'sign_up'] as const) {
      expect(await visitor.go({ ...ana, email }, { purpose })).toBe('/sign-in?problem=email_taken');
      expect(await sessionOf(visitor)).toBeNull();
    }
    expect(await db().oidcIdentity.count({ where: { userId } })).toBe(0);
    expect((await auditOf(userId)).filter((kind) => kind === 'oidc_refused')).toHaveLength(2);
  });

  it('needs an e-mail that is shown to be theirs where mails leave', async () => {
    const go = (person: OidcPerson) => visitor.go(person, { purpose: 'sign_up' });
    expect(await go({ sub: ana.sub })).toBe('/sign-in?problem=email_missing');
    const mailbox = await openMailbox();
    expect(await go({ ...ana, email_verified: false })).toBe('/sign-in?problem=email_unverified');
    mailbox.close();
    expect(await userOf(ana.email)).toBeNull();
    expect(await go({ ...ana, email_verified: false })).toBe('/');
    expect(await userOf(ana.email)).toMatchObject({ emailVerifiedAt: null });
  });

  it('stays outside where nobody may sign up, unless invited', async () => {
    const owner = await createHousehold();
    setPolicy('invite');
    expect(await visitor.go(ana)).toBe('/sign-in?problem=closed');
    expect(await visitor.go(ana, { purpose: 'sign_up' })).toBe('/sign-in?problem=closed');
    const { link: made } = await createInvite(
      { ...owner, name: 'Bo' },
      { role: 'viewer', email: null },
    );
    const invite = made.split('/').at(-1) ?? '';
    expect(await visitor.go(ana, { purpose: 'sign_up', invite })).toBe('/');
    expect((await userOf(ana.email))?.members).toMatchObject([
      { householdId: owner.householdId, role: 'viewer' },
    ]);
    const other = { ...ana, sub: 'other', email: `other-${ana.email}` };
    expect(await new OidcVisitor(provider).go(other, { purpose: 'sign_up', invite })).toBe(
      '/sign-in?problem=closed',
    );
  });

  it('is the first of many at once, by either way', async () => {
    await db().user.deleteMany({});
    setPolicy('first');
    const tries = Array.from({ length: 10 }, (_, index) => {
      const person = { ...ana, sub: `${ana.sub}-${index}`, email: `${index}-${ana.email}` };
      return new OidcVisitor(provider).go(person, { purpose: 'sign_up' });
    });
    const paths = await Promise.all(tries);
    expect(paths.filter((path) => path === '/')).toHaveLength(1);
    expect(await db().user.count()).toBe(1);
  });
});

describe('linking', () => {
  it('lets the provider sign in, ends other sessions, tells the person and is written down', async () => {
    const { browser, userId, email } = await startWithPassword();
    const { token: elsewhere } = await startSession(userId);
    expect(await browser.go(ana, link)).toBe('/settings/security');
    expect(await findSession(elsewhere)).toBeNull();
    expect(await sessionOf(browser)).toMatchObject({ userId });
    await visitor.go(ana);
    expect(await sessionOf(visitor)).toMatchObject({ userId });
    const mails = await db().mail.findMany({ where: { toAddress: email } });
    expect(mails.map(({ subject }) => subject)).toContain('Example was linked to your account');
    expect(await auditOf(userId)).toContain('oidc_linked');
  });

  it('asks for a session, and a fresh one', async () => {
    await expect(visitor.leave(link)).rejects.toThrow('unauthenticated');
    const { browser, id } = await startWithPassword();
    await makeStale(id);
    await expect(browser.leave(link)).rejects.toThrow('step_up_required');
  });

  it('takes nobody’s account there away, and no second one', async () => {
    const first = await startWithPassword();
    await first.browser.go(ana, link);
    const second = await startWithPassword();
    expect(await second.browser.go(ana, link)).toBe('/settings/security?problem=taken');
    expect(await first.browser.go({ ...ana, sub: 'else' }, link)).toBe(
      '/settings/security?problem=linked_already',
    );
    expect(await db().oidcIdentity.findMany({ where: { issuer: provider.issuer } })).toMatchObject([
      { userId: first.userId, subject: ana.sub },
    ]);
  });

  it('is for who asked for it, not for who sits there when it comes back', async () => {
    const first = await startWithPassword();
    const address = provider.signIn(await first.browser.leave(link), ana);
    const second = await startWithPassword();
    first.browser.cookies.set(sessionCookieName(), second.token);
    expect(await first.browser.comeBack(address)).toBe(
      '/sign-in?problem=signed_out&next=%2Fsettings%2Fsecurity',
    );
    expect(await db().oidcIdentity.count({ where: { issuer: provider.issuer } })).toBe(0);
  });

  it('does not survive the first proof of whose the mailbox is', async () => {
    const { browser, userId, email } = await startWithPassword();
    await browser.go(ana, link);
    const reset = async () => {
      const token = await createMailboxToken({ kind: 'reset_password', email, userId });
      await resetPassword(token, 'staple that nobody knows');
    };
    await reset();
    expect(await visitor.go(ana)).toBe('/sign-up?problem=unknown');
    await db().user.update({ where: { id: userId }, data: { emailVerifiedAt: new Date() } });
    const again = new OidcVisitor(provider, (await startSession(userId)).token);
    await again.go(ana, link);
    await reset();
    expect(await visitor.go(ana)).toBe('/');
  });

  it('is undone only by who has a password to sign in with', async () => {
    const { browser, userId, ...session } = await startWithPassword();
    await browser.go(ana, link);
    await unlinkIdentity({ ...session, userId });
    expect(await visitor.go(ana)).toBe('/sign-up?problem=unknown');
    await expect(unlinkIdentity({ ...session, userId })).rejects.toMatchObject({
      code: 'not_found',
    });
    await visitor.go(ana, { purpose: 'sign_up' });
    const only = await sessionOf(visitor);
    if (!only) throw new Error('There is no session.');
    await expect(unlinkIdentity(only)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await visitor.go(ana)).toBe('/');
  });
});

describe('confirming at the provider', () => {
  it('takes a sign-in there that is made for it, and renews the session', async () => {
    const { browser, id, token } = await startWithPassword();
    await browser.go(ana, link);
    await makeStale(id);
    const address = new URL(await browser.leave(stepUp));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      prompt: 'login',
      max_age: '0',
      code_challenge_method: 'S256',
    });
    expect(await browser.go(ana, stepUp)).toBe('/accounts?a=1');
    expect(await sessionOf(browser)).toMatchObject({ id, isFresh: true });
    expect(await findSession(token)).toBeNull();
  });

  it('is not begun by who has something better to confirm with', async () => {
    const { browser, ...session } = await startWithPassword();
    await browser.go(ana, link);
    await addApp(session);
    await makeStale(session.id);
    await expect(browser.leave(stepUp)).rejects.toThrow('forbidden');
    expect(await sessionOf(browser)).toMatchObject({ isFresh: false });
  });

  it('is worth nothing to who got something better while they were there', async () => {
    const { browser, ...session } = await startWithPassword();
    await browser.go(ana, link);
    const address = provider.signIn(await browser.leave(stepUp), ana);
    await addApp(session);
    await makeStale(session.id);
    expect(await browser.comeBack(address)).toBe('/settings/security?problem=not_enough');
    expect(await sessionOf(browser)).toMatchObject({ isFresh: false });
    expect(await auditOf(session.userId)).toContain('step_up_failed');
  });

  it.each<[string, Partial<OidcPerson>, string]>([
    ['one of an hour ago', { auth_time: seconds() - 3_600 }, 'not_fresh'],
    ['one of an unknown time', { auth_time: null }, 'not_fresh'],
    ['one of somebody else', { sub: 'somebody else' }, 'other_person'],
  ])('does not take %s', async (_what, changed, problem) => {
    const { browser, id, userId } = await startWithPassword();
    await browser.go(ana, link);
    await makeStale(id);
    expect(await browser.go({ ...ana, ...changed }, stepUp)).toBe(
      `/settings/security?problem=${problem}`,
    );
    expect(await sessionOf(browser)).toMatchObject({ isFresh: false });
    expect(await auditOf(userId)).toContain('step_up_failed');
  });
});
