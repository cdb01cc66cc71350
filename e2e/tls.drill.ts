import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SessionListDto } from '#lib/sessions/contract';
import { createAuthority } from '#lib/testing/certificates';
import { openEventReceiver } from '#lib/testing/event-receiver';
import type { NewEndpointDto, WebhookDeliveryListDto } from '#lib/webhook-endpoints/contract';
import { expectTruth, linkBank, passwords, sandbox, Visitor } from './support/drill.ts';
import { type Fleet, startFleet } from './support/fleet.ts';
import { findHaproxy } from './support/haproxy.ts';
import { expectAcknowledgedKept } from './support/kept-webhooks.ts';

// The product behind the proxy that ships, with TLS by an authority that this drill makes: what people,
// the bank and members' own programs meet there, in both directions.

const found = findHaproxy();
const missing = 'missing' in found ? found.missing : null;
if (missing) process.stderr.write(`The drill of TLS is left out. ${missing}\n`);

describe.skipIf(missing)('over TLS', () => {
  const trusted = getCACertificates('default');
  const receivers: Awaited<ReturnType<typeof openEventReceiver>>[] = [];
  let authority: ReturnType<typeof createAuthority>;
  let stranger: ReturnType<typeof createAuthority>;
  let fleet: Fleet;
  beforeAll(async () => {
    [authority, stranger] = [createAuthority(), createAuthority()];
    const [from, until] = [3, 1].map((days) => new Date(Date.now() - days * 86_400_000));
    const past = { from: from ?? new Date(), until: until ?? new Date() };
    for (const certificate of [
      authority.issue('localhost'),
      stranger.issue('localhost'),
      authority.issue('localhost', past),
      authority.issue('example.com'),
    ]) {
      receivers.push(await openEventReceiver(certificate));
    }
    setDefaultCACertificates([...trusted, authority.cert]);
    fleet = await startFleet('path' in found ? found.path : '', {
      size: 1,
      tls: { certificate: authority.issue('localhost'), authorityFile: authority.file },
      more: { WEBHOOK_PRIVATE_HOSTS: receivers.map(({ host }) => host).join(',') },
    });
  });
  afterAll(async () => {
    await fleet?.stop();
    for (const receiver of receivers) await receiver.close();
    setDefaultCACertificates(trusted);
    authority?.remove();
    stranger?.remove();
  });

  it('people come to TLS, stay there, and their cookies with them', async () => {
    const plain = new Visitor(fleet.plainUrl);
    const sent = await plain.send('GET', '/accounts?a=b');
    expect(sent.status).toBe(308);
    expect(sent.headers.get('location')).toMatch(/^https:\/\/localhost[:\d]*\/accounts\?a=b$/);
    // Whoever sends a secret in the clear is to notice, and not to be helped on.
    expect((await plain.send('POST', '/api/sign-up', {})).status).toBe(403);

    const ana = new Visitor(fleet.url);
    await ana.signUp();
    expect(ana.cookies).toContain('__Host-plumbline.session=');
    const page = await ana.send('GET', '/settings/security');
    expect(page.status).toBe(200);
    expect(page.headers.get('strict-transport-security')).toContain('max-age=63072000');
    expect(page.headers.get('content-security-policy')).toMatch(/script-src [^;]*'nonce-/);
    const away = await new Visitor(fleet.url).send('GET', '/accounts');
    expect(new URL(away.headers.get('location') ?? '', fleet.url).origin).toBe(fleet.url);
    const sessions = await ana.ask<SessionListDto>('GET', '/api/sessions');
    expect(sessions.items.map(({ peer }) => peer)).toEqual(['127.0.0.1']);
    for (const line of (await signInAgain()).headers.getSetCookie()) {
      expect(line).toMatch(/^__(Host|Secure)-[^;]+;.*Secure/i);
    }
  });

  it('the bank’s webhooks come in', async () => {
    const { plaidItemId } = await linkBank(fleet);
    const add = [{ amount: 3, name: 'Quokka' }];
    await sandbox(fleet, `/_control/items/${plaidItemId}/transactions`, { add });
    await expectTruth(fleet, plaidItemId);
    await vi.waitFor(
      async () => {
        expect((await expectAcknowledgedKept(fleet, plaidItemId)).acknowledged).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 100 },
    );
  });

  it('members’ programs are told where their certificate is right, and nowhere else', async () => {
    const visitor = new Visitor(fleet.url);
    await visitor.signUp();
    const outcomes: (string | number | null)[] = [];
    for (const { url, host } of receivers) {
      const input = { name: host, url, events: ['sync.completed'] };
      const { endpoint } = await visitor.ask<NewEndpointDto>(
        'POST',
        '/api/webhook-endpoints',
        input,
      );
      const path = `/api/webhook-endpoints/${endpoint.id}`;
      await visitor.ask('POST', `${path}/test`, {});
      const [tried] = await vi.waitFor(
        async () => {
          const list = await visitor.ask<WebhookDeliveryListDto>('GET', `${path}/deliveries`);
          expect(list.items[0]?.attempts).toBe(1);
          return list.items;
        },
        { timeout: 20_000, interval: 50 },
      );
      outcomes.push(tried?.error ?? tried?.status ?? null);
    }
    expect(outcomes).toEqual([
      204,
      'certificate_unknown',
      'certificate_expired',
      'certificate_of_another',
    ]);
    expect(receivers.map(({ received }) => received.length)).toEqual([1, 0, 0, 0]);
  });

  async function signInAgain(): Promise<Response> {
    const visitor = new Visitor(fleet.url);
    const { csrfToken } = await visitor.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
    const form = {
      csrfToken,
      email: 'nobody@example.com',
      password: passwords.first,
      json: 'true',
    };
    return visitor.send('POST', '/api/auth/callback/credentials', new URLSearchParams(form));
  }
});
