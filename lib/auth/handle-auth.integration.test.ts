import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeDb, db, openDb } from '#lib/db/client';
import { AuthVisitor } from '#lib/testing/auth-visitor';
import { signUp } from './sign-up.ts';

const password = 'correct horse battery';
const cookieName = 'plumbline.session';

let people = 0;
let email: string;
let visitor: AuthVisitor;

beforeEach(async () => {
  people += 1;
  email = `visitor${people}@example.com`;
  await signUp({ email, password, name: 'Ana' });
  visitor = new AuthVisitor();
});

async function errorOf(response: Response): Promise<{ code: string; message: string }> {
  return ((await response.json()) as { error: { code: string; message: string } }).error;
}

const countSessions = () => db().session.count({ where: { user: { email } } });

describe('signing in', () => {
  it('sets a cookie that scripts cannot read, and says who it is', async () => {
    expect((await visitor.signIn(email, password)).status).toBe(200);
    const line = visitor.set.find((each) => each.startsWith(cookieName));
    expect(line).toMatch(/^plumbline\.session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax$/);
    const session = await (await visitor.send('GET', 'session')).json();
    expect(session).toMatchObject({ user: { name: 'Ana', email } });
  });

  it('refuses wrong details in the envelope', async () => {
    const response = await visitor.signIn(email, 'wrong');
    expect(response.status).toBe(401);
    expect((await errorOf(response)).code).toBe('wrong_credentials');
    expect(visitor.cookies.has(cookieName)).toBe(false);
  });

  it('says after how long to try again when there were too many tries', async () => {
    for (let time = 0; time < 10; time += 1) await visitor.signIn(email, 'wrong');
    const response = await visitor.signIn(email, password);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('90');
  });

  it('ends the session that the browser had', async () => {
    await visitor.signIn(email, password);
    const before = visitor.cookies.get(cookieName);
    await visitor.signIn(email, password);
    expect(visitor.cookies.get(cookieName)).not.toBe(before);
    expect(await countSessions()).toBe(1);
  });

  it('refuses a form without its CSRF token, and one another site made the browser send', async () => {
    const fields = { email, password };
    const without = await visitor.send('POST', 'callback/credentials', { fields });
    expect((await errorOf(without)).code).toBe('forbidden');
    const headers = { origin: 'https://evil.test' };
    const foreign = await visitor.send('POST', 'callback/credentials', { fields, headers });
    expect(foreign.status).toBe(403);
    expect(await countSessions()).toBe(0);
  });
});

describe('signing out', () => {
  it('ends the session and clears the cookie', async () => {
    await visitor.signIn(email, password);
    expect((await visitor.post('signout')).status).toBe(200);
    expect(visitor.cookies.has(cookieName)).toBe(false);
    expect(await countSessions()).toBe(0);
  });
});

describe('without a database', () => {
  beforeEach(() => visitor.signIn(email, password));
  afterEach(closeDb);

  const goDown = async () => {
    await closeDb();
    openDb('postgresql://plumbline:secret@127.0.0.1:1/somewhere');
  };

  it.each<[string, () => Promise<Response>]>([
    ['signing in', () => visitor.signIn(email, password)],
    ['signing out', () => visitor.post('signout')],
    ['asking who it is', () => visitor.send('GET', 'session')],
  ])('%s is put off, keeps the cookie and tells nothing of the inside', async (_what, ask) => {
    await goDown();
    const response = await ask();
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(visitor.set.filter((line) => line.startsWith(cookieName))).toEqual([]);
    expect(JSON.stringify([...response.headers, await response.text()])).not.toMatch(
      /127\.0\.0\.1|prisma|invocation|\bSELECT\b|plumbline:/i,
    );
    await closeDb();
    expect(await countSessions()).toBe(1);
  });
});

describe('what is sent to it', () => {
  const send = (body: string, type = 'application/json') =>
    visitor.send('POST', 'callback/credentials', { body, headers: { 'content-type': type } });

  it.each([
    ['broken JSON', '{"email":', 400, 'application/json'],
    ['no object', '[1]', 400, 'application/json'],
    ['something else than texts', '{"email":{"$ne":""}}', 400, 'application/json'],
    ['70 kB', JSON.stringify({ email: 'x'.repeat(70_000) }), 413, 'application/json'],
    ['a form of 70 kB', `email=${'x'.repeat(70_000)}`, 413, 'application/x-www-form-urlencoded'],
    ['another type', 'email=x', 415, 'text/plain'],
  ])('is refused when it is %s', async (_what, body, status, type) => {
    const response = await send(body, type);
    expect(response.status).toBe(status);
    expect((await errorOf(response)).message).toContain('.');
  });

  it('is read no further than the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(97));
      },
    });
    const { handleAuth } = await import('./handle-auth.ts');
    const request = new Request('http://localhost:3000/api/auth/callback/credentials', {
      method: 'POST',
      headers: { origin: 'http://localhost:3000', 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    const params = Promise.resolve({ nextauth: ['callback', 'credentials'] });
    expect((await handleAuth(request, { params })).status).toBe(413);
    expect(sent).toBeLessThan(1_000_000);
  });

  it.each([
    ['GET', 'signin'],
    ['GET', 'signout'],
    ['GET', 'error'],
    ['GET', 'verify-request'],
    ['POST', '_log'],
    ['POST', 'session'],
    ['PUT', 'signout'],
  ])('reaches no page of next-auth’s own: %s %s', async (method, action) => {
    const response = await visitor.send(method, action);
    expect([404, 405]).toContain(response.status);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
