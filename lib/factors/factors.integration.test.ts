import { expect, it } from 'vitest';
import { createSession, findSession } from '#lib/auth/sessions';
import { stepUp } from '#lib/auth/step-up';
import { db } from '#lib/db/client';
import { addApp, makePasskey, type SignedIn, showCode, startSession } from '#lib/testing/factors';
import { createHousehold } from '#lib/testing/household';
import { recoveryCodeInput } from './contract.ts';
import { addTotp, beginTotp, deleteTotp, renewRecoveryCodes } from './mutations.ts';
import { getFactors } from './queries.ts';
import { resetFactors } from './reset-factors.ts';
import { deleteWaitingTotps } from './totp.ts';

const signIn = async () => startSession((await createHousehold()).userId);

const mailsTo = async ({ email }: SignedIn) => {
  const mails = await db().mail.findMany({
    where: { toAddress: email },
    orderBy: { id: 'asc' },
    select: { subject: true },
  });
  return mails.map((mail) => mail.subject);
};

const auditOf = async ({ userId }: SignedIn) => {
  const entries = await db().auditEntry.findMany({
    where: { chainId: userId },
    orderBy: { seq: 'asc' },
  });
  return entries.map(({ kind }) => kind).filter((kind) => !/^signed_(in|up)$/.test(kind));
};

const proveByTotp = (session: SignedIn, code: string) =>
  stepUp(session, session.token, { kind: 'totp', code });
const proveByRecoveryCode = (session: SignedIn, code: string) =>
  stepUp(session, session.token, { kind: 'recovery_code', code: code.replaceAll('-', '') });

const nothing = { passkeys: [], totpSince: null, recoveryCodesLeft: 0 };
const wrong = { code: 'wrong_credentials', fields: { code: expect.any(String) } };

it('adds an app once a code of it was seen, with ten recovery codes, and tells the person', async () => {
  const session = await signIn();
  const elsewhere = await createSession({ userId: session.userId });
  const { secret, uri } = await beginTotp(session);
  expect(uri).toMatch(/^otpauth:\/\/totp\/Plumbline:person\d+%40example\.com\?issuer=Plumbline&/);
  expect(await getFactors(session.userId)).toEqual(nothing);
  await expect(addTotp(session, '000000')).rejects.toMatchObject(wrong);
  expect(await findSession(elsewhere)).not.toBeNull();

  const { factors, recoveryCodes } = await addTotp(session, showCode(secret));
  expect(factors).toEqual({ ...nothing, totpSince: expect.any(String), recoveryCodesLeft: 10 });
  expect(new Set(recoveryCodes).size).toBe(10);
  for (const code of recoveryCodes ?? []) {
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{7}-){3}[0-9a-hjkmnp-tv-z]{7}$/);
  }
  expect(await findSession(elsewhere)).toBeNull();
  expect(await findSession(session.token)).not.toBeNull();
  expect(await mailsTo(session)).toEqual(['An authenticator app was added']);
  expect(await auditOf(session)).toEqual(['factor_added']);
});

it('stores neither the secret nor a code', async () => {
  const session = await signIn();
  const { secret, recoveryCodes } = await addApp(session);
  const [code = ''] = recoveryCodes;
  const rows = JSON.stringify([
    await db().totp.findMany({ where: { userId: session.userId } }),
    await db().recoveryCode.findMany({ where: { userId: session.userId } }),
    await db().mail.findMany({ where: { toAddress: session.email } }),
    await db().auditEntry.findMany({ where: { chainId: session.userId } }),
  ]);
  for (const hidden of [secret, code, code.replaceAll('-', '')]) expect(rows).not.toContain(hidden);
});

it('takes each code once, and none from before it', async () => {
  const session = await signIn();
  const { secret, code: usedCode } = await addApp(session);
  await expect(proveByTotp(session, usedCode)).rejects.toMatchObject(wrong);
  const code = showCode(secret, 1);
  const tries = await Promise.allSettled(
    [session, session, session].map((each) => proveByTotp(each, code)),
  );
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  await expect(proveByTotp(session, showCode(secret))).rejects.toMatchObject(wrong);
  expect(await auditOf(session)).toContain('step_up_failed');
});

it('takes a code one step off, not two', async () => {
  const session = await signIn();
  const { secret } = await addApp(session);
  await expect(proveByTotp(session, showCode(secret, 3))).rejects.toMatchObject(wrong);
  expect(
    (await findSession((await proveByTotp(session, showCode(secret, 1))).token))?.isFresh,
  ).toBe(true);
});

it('asks for a factor where there is one: a password proves nothing anew', async () => {
  const session = await signIn();
  await addApp(session);
  const password = 'correct horse battery';
  await expect(
    stepUp(session, session.token, { kind: 'password', password }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

it('stops a guesser of codes after ten, of the app and of recovery codes together', async () => {
  const session = await signIn();
  const { secret } = await addApp(session);
  const guesses = Array.from({ length: 20 }, (_, index) =>
    index % 2
      ? proveByTotp(session, showCode(secret, 100 + index))
      : proveByRecoveryCode(session, '0'.repeat(28)),
  );
  const codes = (await Promise.allSettled(guesses)).map((each) =>
    each.status === 'rejected' ? (each.reason as { code: string }).code : 'right',
  );
  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(10);
});

it('takes each recovery code once, from its owner, and says how many are left', async () => {
  const session = await signIn();
  const stranger = await signIn();
  const { recoveryCodes } = await addApp(session);
  await addApp(stranger);
  const [code = ''] = recoveryCodes;
  await expect(proveByRecoveryCode(stranger, code)).rejects.toMatchObject(wrong);
  const renewed = await proveByRecoveryCode(session, code);
  await expect(proveByRecoveryCode({ ...session, ...renewed }, code)).rejects.toMatchObject(wrong);
  expect((await getFactors(session.userId)).recoveryCodesLeft).toBe(9);
  expect(await mailsTo(session)).toContain('A recovery code was used');
});

it('reads a recovery code as it is typed, the shorter ones of old too', () => {
  const read = (code: string) => recoveryCodeInput.safeParse({ code }).success;
  expect(['Oil0123-4567890-abcdefg-hjkmnpq', '0'.repeat(24)].map(read)).toEqual([true, true]);
  expect(['0'.repeat(26), '0'.repeat(29)].map(read)).toEqual([false, false]);
});

it('ends recovery codes when new ones are made', async () => {
  const session = await signIn();
  await expect(renewRecoveryCodes(session)).rejects.toMatchObject({ code: 'not_found' });
  const { recoveryCodes } = await addApp(session);
  const { recoveryCodes: fresh } = await renewRecoveryCodes(session);
  expect(fresh).toHaveLength(10);
  await expect(proveByRecoveryCode(session, recoveryCodes[1] ?? '')).rejects.toMatchObject(wrong);
  await proveByRecoveryCode(session, fresh?.[1] ?? '');
});

it('takes the codes along with the last factor, and ends other sessions', async () => {
  const session = await signIn();
  await addApp(session);
  const elsewhere = await createSession({ userId: session.userId, secondFactor: true });
  const { factors } = await deleteTotp(session);
  expect(factors).toEqual(nothing);
  expect(await findSession(elsewhere)).toBeNull();
  await expect(deleteTotp(session)).rejects.toMatchObject({ code: 'not_found' });
  expect(await auditOf(session)).toEqual(['factor_added', 'factor_removed']);
});

it('keeps the app that counts until the one in its place has shown a code', async () => {
  const session = await signIn();
  const old = await addApp(session);
  const next = await beginTotp(session);
  await proveByTotp(session, showCode(old.secret, 1));
  const again = await startSession(session.userId);
  const { recoveryCodes } = await addTotp(again, showCode(next.secret));
  expect(recoveryCodes).toBeNull();
  await expect(proveByTotp(again, showCode(old.secret, 1))).rejects.toMatchObject(wrong);
  await proveByTotp(again, showCode(next.secret, 1));
});

it('makes one app of several begun at once, and forgets one that nobody confirms', async () => {
  const session = await signIn();
  await Promise.all([beginTotp(session), beginTotp(session), beginTotp(session)]);
  expect(await db().totp.count({ where: { userId: session.userId } })).toBe(1);
  const createdAt = new Date(Date.now() - 61 * 60_000);
  await db().totp.updateMany({ where: { userId: session.userId }, data: { createdAt } });
  await expect(addTotp(session, '123456')).rejects.toMatchObject({ code: 'not_found' });
  expect(await deleteWaitingTotps()).toBe(1);
});

it('is taken away by command from somebody who lost it all, who is told and signed out', async () => {
  const session = await signIn();
  await addApp(session);
  await makePasskey(session);
  const url = process.env.DATABASE_URL ?? '';
  expect(await resetFactors(url, 'nobody@example.com')).toBeNull();
  expect(await resetFactors(url, ` ${session.email.toUpperCase()}`)).toBe(2);
  expect(await getFactors(session.userId)).toEqual(nothing);
  expect(await findSession(session.token)).toBeNull();
  expect((await mailsTo(session)).at(-1)).toBe('Your account asks for your password alone again');
  expect((await auditOf(session)).at(-1)).toBe('factors_reset');
  expect(await resetFactors(url, session.email)).toBe(0);
});
