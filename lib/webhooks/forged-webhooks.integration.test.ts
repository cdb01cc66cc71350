import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { exportJWK } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { createHousehold } from '#lib/testing/household';
import { receiveWebhook } from './receive-webhook.ts';

// A Plaid that only gives out verification keys, so that everything else about a webhook can be
// made here: signed well, and wrong in one thing.

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const now = () => Math.floor(Date.now() / 1000);

type KeyAnswer = 'good' | 'expired' | 'fails' | 'hangs';
const answers = new Map<string, KeyAnswer>();
let server: Server;
let itemId: string;
const plaidItemId = randomUUID();

beforeAll(async () => {
  const jwk = await exportJWK(keys.publicKey);
  server = createServer((request, response) => {
    request.resume();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { key_id: kid } = JSON.parse(Buffer.concat(chunks).toString()) as { key_id: string };
      const answer = answers.get(kid);
      if (answer === 'hangs') return;
      if (answer === 'fails') response.statusCode = 500;
      const expired_at = answer === 'expired' ? now() : null;
      const key = { ...jwk, alg: 'ES256', use: 'sig', kid, created_at: now(), expired_at };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer === 'fails' ? {} : { key, request_id: 'x' }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  env().plaid.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const { householdId } = await createHousehold();
  itemId = randomUUID();
  await db().item.create({ data: { householdId, id: itemId, plaidItemId } });
  await db().itemDirectory.create({ data: { plaidItemId, householdId, itemId } });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

// One for all tests: only so many keys a minute are asked for.
const kid = provideKey('good');
beforeEach(async () => {
  await db().webhookLog.deleteMany();
  await db().item.updateMany({ where: { id: itemId }, data: { requestedSeq: 0 } });
});

function provideKey(answer: KeyAnswer): string {
  const id = randomUUID();
  answers.set(id, answer);
  return id;
}

const news = Buffer.from(
  JSON.stringify(
    {
      webhook_type: 'TRANSACTIONS',
      webhook_code: 'SYNC_UPDATES_AVAILABLE',
      item_id: plaidItemId,
      environment: 'sandbox',
    },
    null,
    2,
  ),
);

function signFor(body: Buffer, keyId = kid): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const hash = createHash('sha256').update(body).digest('hex');
  const input = `${encode({ alg: 'ES256', kid: keyId, typ: 'JWT' })}.${encode({ iat: now(), request_body_sha256: hash })}`;
  const signature = sign('sha256', Buffer.from(input), {
    key: keys.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return `${input}.${signature.toString('base64url')}`;
}

/** The other signature of the same words: (r, n − s) is as valid as (r, s). */
function malleate(jwt: string): string {
  const [head, claims, signature = ''] = jwt.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`);
  const other = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
  return `${head}.${claims}.${Buffer.concat([bytes.subarray(0, 32), other]).toString('base64url')}`;
}

function send(
  body: Buffer | ReadableStream<Uint8Array>,
  signature: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const request = new Request('http://localhost:3000/api/plaid/webhook', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'plaid-verification': signature, ...headers },
    body: body instanceof Buffer ? new Uint8Array(body) : body,
    duplex: 'half',
  } as RequestInit);
  return receiveWebhook(request).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );
}

const read = async () => ({
  rows: await db().webhookLog.count(),
  wakes: Number((await db().item.findFirstOrThrow({ where: { id: itemId } })).requestedSeq),
});
const nothing = { rows: 0, wakes: 0 };

describe('a webhook that is well signed', () => {
  it('wakes its Item; again it wakes once more, and is one row', async () => {
    const signature = signFor(news);
    expect(await send(news, signature)).toBe('accepted');
    expect(await send(news, signature)).toBe('accepted');
    expect(await read()).toEqual({ rows: 1, wakes: 2 });
    expect(await db().transaction.count()).toBe(0);
  });

  it('is the same with its signature turned over', async () => {
    const signature = signFor(news);
    await send(news, signature);
    expect(await send(news, malleate(signature))).toBe('accepted');
    expect(await read()).toEqual({ rows: 1, wakes: 2 });
  });

  it('needs no Content-Length', async () => {
    const body = new Blob([new Uint8Array(news)]).stream();
    expect(await send(body, signFor(news))).toBe('accepted');
    expect(await read()).toEqual({ rows: 1, wakes: 1 });
  });
});

describe('refused, and nothing changes', () => {
  it('a key that Plaid has expired', async () => {
    expect(await send(news, signFor(news, provideKey('expired')))).toBe('invalid_webhook');
    expect(await read()).toEqual(nothing);
  });

  it.each(['fails', 'hangs'] as const)('for now, when the request for the key %s', async (how) => {
    const startedAt = Date.now();
    expect(await send(news, signFor(news, provideKey(how)))).toBe('unavailable');
    expect(Date.now() - startedAt).toBeLessThan(9_000);
    expect(await read()).toEqual(nothing);
  });

  it('a body that never ends, as soon as it is too long', async () => {
    let given = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        given += 1024;
        controller.enqueue(new Uint8Array(1024).fill(32));
      },
    });
    expect(await send(endless, signFor(news))).toBe('payload_too_large');
    expect(given).toBeLessThan(128 * 1024);
    expect(await read()).toEqual(nothing);
  });

  it('a compressed body: what was signed is what must come', async () => {
    const bomb = gzipSync(Buffer.concat([news, Buffer.alloc(5_000_000, 32)]));
    const packed = { 'content-encoding': 'gzip' };
    expect(await send(gzipSync(news), signFor(news), packed)).toBe('invalid_webhook');
    expect(await send(bomb, signFor(news), packed)).toBe('invalid_webhook');
    expect(await send(bomb, signFor(bomb), packed)).toBe('invalid_webhook');
    expect(await read()).toEqual(nothing);
  });

  it.each([
    ['no JSON', 'webhook'],
    ['half of it', news.toString().slice(0, -5)],
    ['a list', '[]'],
    ['nothing', ''],
    ['a type that is none', '{"webhook_type":1,"webhook_code":"ERROR"}'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x7b])],
  ])('a signed body of %s', async (_what, text) => {
    const body = Buffer.from(text);
    expect(await send(body, signFor(body))).toBe('invalid_webhook');
    expect(await read()).toEqual(nothing);
  });
});
