import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env, parseEnv } from '#lib/env';
import { hashPassword, verifyPassword } from './passwords.ts';
import { createSession, deleteSession, findSession } from './sessions.ts';
import { signUp } from './sign-up.ts';
import { verifyCredentials } from './verify-credentials.ts';

const password = 'correct horse battery';
const home = { peer: '192.0.2.1' };
const elsewhere = { peer: '203.0.113.7' };

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function makeUser(email: string): Promise<string> {
  await signUp({ email, password, name: 'Ana' });
  return (await db().user.findUniqueOrThrow({ where: { email } })).id;
}

describe('signing up', () => {
  it('makes a person, an own household with its categories, and an argon2id hash', async () => {
    const userId = await makeUser('up@example.com');
    const user = await db().user.findUniqueOrThrow({
      where: { id: userId },
      include: { members: { include: { household: { include: { categories: true } } } } },
    });
    expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=3,p=1\$/);
    expect(user.members).toHaveLength(1);
    expect(user.members[0]?.role).toBe('owner');
    expect(user.members[0]?.household.categories.length).toBeGreaterThan(100);
  });

  it('refuses a password that holds only what anybody knows of the person', async () => {
    const person = { email: 'ana.prior@example.com', password: 'ana.prior@example.com' };
    await expect(signUp({ ...person, name: 'Ana' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { password: expect.any(String) },
    });
  });

  it('refuses an e-mail that is taken, and makes nothing', async () => {
    await makeUser('twice@example.com');
    const households = await db().household.count();
    await expect(makeUser('twice@example.com')).rejects.toMatchObject({
      code: 'email_taken',
      fields: { email: expect.any(String) },
    });
    expect(await db().household.count()).toBe(households);
  });

  it('makes one person of fifty that sign up with one e-mail at once', async () => {
    const tries = Array.from({ length: 50 }, () => makeUser('race@example.com'));
    const done = (await Promise.allSettled(tries)).filter((each) => each.status === 'fulfilled');
    expect(done).toHaveLength(1);
    expect(await db().user.count({ where: { email: 'race@example.com' } })).toBe(1);
  });
});

describe('verifyCredentials', () => {
  it('knows the right password from wrong ones, to the last byte', async () => {
    const long = randomBytes(60).toString('base64url');
    const email = 'long@example.com';
    await signUp({ email, password: long, name: 'Ana' });
    expect(
      await verifyCredentials(email, `${long.slice(0, 75)}~${long.slice(76)}`, home),
    ).toBeNull();
    expect(await verifyCredentials(email, long, home)).not.toBeNull();
    expect(await verifyCredentials('nobody@example.com', long, home)).toBeNull();
  });

  it('stops a guesser after ten tries, and nobody else', async () => {
    const email = 'guessed@example.com';
    await makeUser(email);
    const guess = () => verifyCredentials(email, 'wrong', elsewhere);
    for (let attempt = 0; attempt < 10; attempt += 1) expect(await guess()).toBeNull();
    await expect(guess()).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 90 });
    expect(await verifyCredentials(email, password, home)).not.toBeNull();
  });

  it('slows down guesses from everywhere, and still lets the person in', async () => {
    const email = 'flooded@example.com';
    await makeUser(email);
    const peers = Array.from({ length: 51 }, (_, index) => `198.51.100.${index}`);
    await Promise.all(peers.map((peer) => verifyCredentials(email, 'wrong', { peer })));
    const startedAt = performance.now();
    expect(await verifyCredentials(email, password, home)).not.toBeNull();
    expect(performance.now() - startedAt).toBeGreaterThan(1_900);
  });

  it('stops a list of e-mails from one address', async () => {
    await db().rateBucket.create({
      data: { key: 'sign-in:from:203.0.113.9', tokens: 0, updatedAt: new Date() },
    });
    await expect(
      verifyCredentials('anybody@example.com', password, { peer: '203.0.113.9' }),
    ).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 });
  });

  it('takes no tries from somebody who signs in often', async () => {
    const email = 'often@example.com';
    await makeUser(email);
    for (let time = 0; time < 15; time += 1) {
      expect(await verifyCredentials(email, password, home)).not.toBeNull();
    }
  });

  it('takes as long for an unknown e-mail as for a known one', async () => {
    await makeUser('timed@example.com');
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let trial = 0; trial < 15; trial += 1) {
      for (const who of ['known', 'unknown'] as const) {
        const email = who === 'known' ? 'timed@example.com' : 'untimed@example.com';
        const startedAt = performance.now();
        await verifyCredentials(email, 'wrong', { peer: `192.0.2.${trial}` });
        times[who].push(performance.now() - startedAt);
      }
    }
    const gap = Math.abs(median(times.known) - median(times.unknown));
    // Without the decoy the gap is nine tenths.
    expect(gap / median(times.known)).toBeLessThan(0.5);
    // On a machine that others use too.
  }, 60_000);
});

describe('hashing', () => {
  it('is done anew at the next sign-in when it costs something else by then', async () => {
    const email = 'rehashed@example.com';
    const userId = await makeUser(email);
    const read = () => db().user.findUniqueOrThrow({ where: { id: userId } });
    const passwordHash = await hash(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await db().user.update({ where: { id: userId }, data: { passwordHash } });
    expect(await verifyCredentials(email, 'wrong', home)).toBeNull();
    expect((await read()).passwordHash).toBe(passwordHash);
    expect(await verifyCredentials(email, password, home)).toMatchObject({ userId });
    expect((await read()).passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=3,p=1\$/);
    expect(await verifyCredentials(email, password, home)).toMatchObject({ userId });
  });

  it('takes 64 MiB where nobody says otherwise', async () => {
    const { PASSWORD_HASH_MIB } = env();
    Object.assign(env(), {
      PASSWORD_HASH_MIB: parseEnv({ NODE_ENV: 'production' }).PASSWORD_HASH_MIB,
    });
    expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    Object.assign(env(), { PASSWORD_HASH_MIB });
  });

  it('keeps a limited number waiting and tells the others to come again', async () => {
    const tries = Array.from({ length: 300 }, () => verifyPassword(null, 'flood'));
    const done = await Promise.allSettled(tries);
    const refused = done.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(300 - 3 - 256);
    expect(refused[0]).toMatchObject({ reason: { code: 'rate_limited', retryAfterSeconds: 5 } });
    expect(await verifyPassword(null, 'afterwards')).toBe(false);
  });
});

describe('a session', () => {
  it('is found by its token until it is ended, and the token is stored nowhere', async () => {
    const userId = await makeUser('session@example.com');
    const token = await createSession({ userId });
    expect(await findSession(token)).toMatchObject({ userId, role: 'owner', operator: false });
    const stored = await db().session.findMany({ where: { userId } });
    expect(Buffer.from(stored[0]?.tokenHash ?? []).toString('base64url')).not.toBe(token);
    await deleteSession(token);
    expect(await findSession(token)).toBeNull();
  });

  it('ends after seven idle days and after thirty days whatever happens', async () => {
    const userId = await makeUser('idle@example.com');
    const idle = await createSession({ userId });
    await db().session.updateMany({
      where: { userId },
      data: { lastSeenAt: new Date(Date.now() - 7 * 86_400_000 - 1_000) },
    });
    expect(await findSession(idle)).toBeNull();
    await db().session.deleteMany({ where: { userId } });
    const old = await createSession({ userId });
    await db().session.updateMany({ where: { userId }, data: { expiresAt: new Date() } });
    expect(await findSession(old)).toBeNull();
  });

  it('ends with membership', async () => {
    const userId = await makeUser('leaves@example.com');
    const token = await createSession({ userId });
    await db().member.deleteMany({ where: { userId } });
    expect(await findSession(token)).toBeNull();
  });

  it.each(['', 'short', 'x'.repeat(43), `${'x'.repeat(42)}'`, '../'.repeat(20)])(
    'is not found by %j',
    async (token) => {
      expect(await findSession(token)).toBeNull();
    },
  );
});
