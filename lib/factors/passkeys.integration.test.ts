import { describe, expect, it } from 'vitest';
import { askToSignIn, beginSecondStep, finishSignIn } from '#lib/auth/second-step';
import { findSession } from '#lib/auth/sessions';
import { findAttempt } from '#lib/auth/sign-in-attempts';
import { askToStepUp, stepUp } from '#lib/auth/step-up';
import { db } from '#lib/db/client';
import { addApp, makePasskey, type SignedIn, startSession } from '#lib/testing/factors';
import { createHousehold } from '#lib/testing/household';
import { SoftwareAuthenticator } from '#lib/testing/software-authenticator';
import type { Assertion } from './contract.ts';
import { deletePasskey, renamePasskey } from './mutations.ts';
import { deleteExpiredChallenges } from './passkey-challenges.ts';
import { getFactors } from './queries.ts';
import { addPasskey, beginPasskey } from './register-passkey.ts';

const evil = 'https://evil.test';
const browser = { userAgent: 'Test', peer: '192.0.2.1', replaces: null };
const refused = { code: 'wrong_credentials' };

const signIn = async () => startSession((await createHousehold()).userId);

const enter = (attempt: string | null, assertion: Assertion) =>
  finishSignIn(attempt, { kind: 'passkey', assertion }, browser);

const confirm = (session: SignedIn, assertion: Assertion) =>
  stepUp(session, session.token, { kind: 'passkey', assertion });

/** A browser that shows the sign-in form. */
async function openForm() {
  const { options, attempt } = await askToSignIn('first', null);
  return { options, attempt: attempt?.token ?? null };
}

describe('adding a passkey', () => {
  it('asks for one that can sign in alone, and comes with recovery codes', async () => {
    const session = await signIn();
    const options = await beginPasskey(session);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Plumbline' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    });
    expect(Buffer.from(options.challenge, 'base64url').length).toBeGreaterThanOrEqual(32);
    const made = new SoftwareAuthenticator().register(options);
    const { factors, recoveryCodes } = await addPasskey(session, made, 'Firefox on Linux');
    expect(recoveryCodes).toHaveLength(10);
    expect(factors.passkeys).toEqual([
      {
        id: expect.any(String),
        credentialId: made.id,
        name: 'Firefox on Linux',
        backedUp: false,
        createdAt: expect.any(String),
        lastUsedAt: null,
        suspect: false,
      },
    ]);
    const again = await beginPasskey(session);
    expect(again.excludeCredentials?.map((each) => each.id)).toEqual([made.id]);
  });

  it.each([
    ['of another site', { origin: evil }],
    ['for another name', { rpId: 'evil.test' }],
    ['with a challenge of its own', { challenge: 'x'.repeat(43) }],
    ['that is an answer to something else', { type: 'webauthn.get' }],
  ])('refuses one %s', async (_what, lies) => {
    const session = await signIn();
    const made = new SoftwareAuthenticator().register(await beginPasskey(session), lies);
    await expect(addPasskey(session, made, 'Test')).rejects.toMatchObject(refused);
    expect((await getFactors(session.userId)).passkeys).toEqual([]);
  });

  it('takes an answer once, in the session that asked, within five minutes', async () => {
    const session = await signIn();
    const elsewhere = await startSession(session.userId);
    const made = new SoftwareAuthenticator().register(await beginPasskey(session));
    await expect(addPasskey(elsewhere, made, 'Test')).rejects.toMatchObject(refused);
    await addPasskey(session, made, 'Test');
    await expect(addPasskey(session, made, 'Test')).rejects.toMatchObject(refused);

    const late = new SoftwareAuthenticator().register(await beginPasskey(session));
    await db().passkeyChallenge.updateMany({ data: { expiresAt: new Date() } });
    await expect(addPasskey(session, late, 'Test')).rejects.toMatchObject(refused);
    expect(await deleteExpiredChallenges()).toBeGreaterThan(0);
  });

  it('refuses one that somebody has already', async () => {
    const [first, second] = [await signIn(), await signIn()];
    const authenticator = new SoftwareAuthenticator();
    await addPasskey(first, authenticator.register(await beginPasskey(first)), 'Test');
    const made = authenticator.register(await beginPasskey(second));
    await expect(addPasskey(second, made, 'Test')).rejects.toMatchObject(refused);
  });
});

describe('signing in with a passkey alone', () => {
  it('is both steps in one', async () => {
    const session = await signIn();
    const { authenticator } = await makePasskey(session);
    const { options, attempt } = await openForm();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options.allowCredentials ?? []).toEqual([]);
    const { token } = await enter(attempt, authenticator.sign(options));
    expect(await findSession(token)).toMatchObject({
      userId: session.userId,
      secondFactor: true,
      isFresh: true,
    });
    const [passkey] = (await getFactors(session.userId)).passkeys;
    expect(passkey?.lastUsedAt).not.toBeNull();
  });

  it.each([
    ['of another site', { origin: evil }],
    ['for another name', { rpId: 'evil.test' }],
    ['with a challenge of its own', { challenge: 'x'.repeat(43) }],
    ['that has not asked who holds it', { verified: false }],
    ['in the name of somebody else', { userHandle: 'x'.repeat(22) }],
    ['that is an answer to something else', { type: 'webauthn.create' }],
  ])('refuses an answer %s', async (_what, lies) => {
    const { authenticator } = await makePasskey(await signIn());
    const { options, attempt } = await openForm();
    await expect(enter(attempt, authenticator.sign(options, lies))).rejects.toMatchObject(refused);
  });

  it('refuses an answer again, one to another browser, and a passkey nobody added', async () => {
    const { authenticator } = await makePasskey(await signIn());
    const [first, second] = [await openForm(), await openForm()];
    const assertion = authenticator.sign(first.options);
    await expect(enter(second.attempt, assertion)).rejects.toMatchObject(refused);
    await expect(enter(null, assertion)).rejects.toMatchObject({ code: 'sign_in_expired' });
    await enter(first.attempt, assertion);
    await expect(enter(second.attempt, assertion)).rejects.toMatchObject(refused);
    const unknown = new SoftwareAuthenticator().sign(second.options);
    await expect(enter(second.attempt, unknown)).rejects.toMatchObject(refused);
  });

  it('takes nothing but a passkey where no password was right', async () => {
    const { attempt } = await openForm();
    const proof = { kind: 'totp', code: '000000' } as const;
    await expect(finishSignIn(attempt, proof, browser)).rejects.toMatchObject({
      code: 'sign_in_expired',
    });
  });

  it('goes on in two tabs that show the form', async () => {
    const { authenticator } = await makePasskey(await signIn());
    const { options, attempt } = await openForm();
    expect((await askToSignIn('first', attempt)).attempt?.token).toBe(attempt);
    await enter(attempt, authenticator.sign(options));
  });
});

async function doFirstStep({ userId }: SignedIn): Promise<string | null> {
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const proof = { userId, by: 'password', passwordHash: passwordHash ?? '' } as const;
  return (await beginSecondStep(proof, null))?.token ?? null;
}

describe('a passkey after the password', () => {
  it('is the person’s own, and need not ask who holds it', async () => {
    const session = await signIn();
    const { authenticator } = await makePasskey(session);
    const stranger = await makePasskey(await signIn());
    const attempt = await doFirstStep(session);
    const { options } = await askToSignIn('second', attempt);
    expect(options.allowCredentials).toHaveLength(1);
    await expect(enter(attempt, stranger.authenticator.sign(options))).rejects.toMatchObject(
      refused,
    );
    const { token } = await enter(attempt, authenticator.sign(options, { verified: false }));
    expect(await findSession(token)).toMatchObject({ secondFactor: true });
    expect(await findAttempt(attempt)).toBeNull();
  });

  it('is asked of nobody who has not given the password', async () => {
    const { attempt } = await openForm();
    for (const token of [null, attempt]) {
      await expect(askToSignIn('second', token)).rejects.toMatchObject({ code: 'sign_in_expired' });
    }
  });

  it('does not serve another purpose than it was asked for', async () => {
    const session = await signIn();
    const { authenticator } = await makePasskey(session);
    const form = await openForm();
    const attempt = await doFirstStep(session);
    await expect(enter(attempt, authenticator.sign(form.options))).rejects.toMatchObject(refused);
    await expect(confirm(session, authenticator.sign(form.options))).rejects.toMatchObject(refused);
  });
});

describe('confirming with a passkey', () => {
  it('makes the session fresh, also while somebody floods the person with guesses', async () => {
    const session = await signIn();
    await addApp(session);
    const { authenticator } = await makePasskey(session);
    const guess = { kind: 'totp', code: '000000' } as const;
    for (let time = 0; time < 11; time += 1) {
      await stepUp(session, session.token, guess).catch(() => {});
    }
    await expect(stepUp(session, session.token, guess)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    const { token } = await confirm(session, authenticator.sign(await askToStepUp(session)));
    expect((await findSession(token))?.isFresh).toBe(true);
  });

  it('refuses an answer again, one of another session, and another’s passkey', async () => {
    const session = await signIn();
    const { authenticator } = await makePasskey(session);
    const stranger = await makePasskey(await signIn());
    const elsewhere = await startSession(session.userId);
    const foreign = authenticator.sign(await askToStepUp(elsewhere));
    await expect(confirm(session, foreign)).rejects.toMatchObject(refused);
    const strange = stranger.authenticator.sign(await askToStepUp(session));
    await expect(confirm(session, strange)).rejects.toMatchObject(refused);
    const assertion = authenticator.sign(await askToStepUp(session));
    const renewed = await confirm(session, assertion);
    await expect(confirm({ ...session, ...renewed }, assertion)).rejects.toMatchObject(refused);
  });
});

it('refuses a passkey whose counter went back, and tells the person once', async () => {
  const session = await signIn();
  const { authenticator } = await makePasskey(session, { counter: 5 });
  const renewed = await confirm(session, authenticator.sign(await askToStepUp(session)));
  for (let time = 0; time < 2; time += 1) {
    authenticator.counter = 3;
    const stale = authenticator.sign(await askToStepUp(session));
    await expect(confirm({ ...session, ...renewed }, stale)).rejects.toMatchObject(refused);
  }
  expect((await getFactors(session.userId)).passkeys[0]?.suspect).toBe(true);
  const told = { toAddress: session.email, subject: { contains: 'was refused' } };
  expect(await db().mail.count({ where: told })).toBe(1);
  const noted = { chainId: session.userId, kind: 'passkey_suspected' };
  expect(await db().auditEntry.count({ where: noted })).toBe(2);
});

it('is renamed and removed by its owner alone', async () => {
  const [session, stranger] = [await signIn(), await signIn()];
  await makePasskey(session);
  const id = (await getFactors(session.userId)).passkeys[0]?.id ?? '';
  const missing = { code: 'not_found' };
  await expect(renamePasskey(stranger, id, 'Mine')).rejects.toMatchObject(missing);
  await expect(deletePasskey(stranger, id)).rejects.toMatchObject(missing);
  expect((await renamePasskey(session, id, 'Kitchen')).passkeys[0]?.name).toBe('Kitchen');
  const { factors } = await deletePasskey(session, id);
  expect(factors).toEqual({ passkeys: [], totpSince: null, recoveryCodesLeft: 0 });
});
