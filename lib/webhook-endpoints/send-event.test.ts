import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { env } from '#lib/env';
import { type Certificate, createAuthority } from '#lib/testing/certificates';
import { openEventReceiver } from '#lib/testing/event-receiver';
import { makeSecret } from './secrets.ts';
import { sendEvent } from './send-event.ts';

// Over TLS, to receivers whose certificates are and are not what they should be. Nothing of an event
// may leave before that is known.

const { WEBHOOK_PRIVATE_HOSTS } = env();
const trusted = getCACertificates('default');
type Receiver = Awaited<ReturnType<typeof openEventReceiver>>;
let authority: ReturnType<typeof createAuthority>;
let stranger: ReturnType<typeof createAuthority>;
let receiver: Receiver | null = null;

beforeAll(() => {
  authority = createAuthority();
  stranger = createAuthority();
  setDefaultCACertificates([...trusted, authority.cert]);
});
afterEach(async () => {
  await receiver?.close();
  receiver = null;
});
afterAll(() => {
  setDefaultCACertificates(trusted);
  Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS });
  authority.remove();
  stranger.remove();
});

async function tell(certificate?: Certificate) {
  receiver = await openEventReceiver(certificate);
  Object.assign(env(), { WEBHOOK_PRIVATE_HOSTS: [receiver.host] });
  const event = { id: 'e1', body: '{"type":"test.sent"}', secrets: [makeSecret()] };
  const outcome = await sendEvent(`https://${receiver.host}/events`, event);
  return { outcome, received: receiver.received };
}

const at = (days: number) => new Date(Date.now() + days * 86_400_000);

it('tells who has a certificate for its name by somebody we trust', async () => {
  const { outcome, received } = await tell(authority.issue('localhost'));
  expect(outcome).toMatchObject({ delivered: true, status: 204, error: null });
  expect(received.map(({ body }) => body)).toEqual(['{"type":"test.sent"}']);
});

it.each<[what: string, make: () => Certificate, error: string]>([
  ['of an authority nobody knows', () => stranger.issue('localhost'), 'certificate_unknown'],
  [
    'that has expired',
    () => authority.issue('localhost', { from: at(-3), until: at(-1) }),
    'certificate_expired',
  ],
  ['for another name', () => authority.issue('example.com'), 'certificate_of_another'],
  [
    'that does not hold yet',
    () => authority.issue('localhost', { from: at(1), until: at(3) }),
    'bad_certificate',
  ],
])('tells nothing to who has one %s, and says so', async (_, make, error) => {
  const { outcome, received } = await tell(make());
  expect(outcome).toMatchObject({ delivered: false, gone: false, status: null, error });
  expect(received).toEqual([]);
});

it('tells nothing to who speaks no TLS where it should', async () => {
  const { outcome, received } = await tell(undefined);
  expect(outcome).toMatchObject({ delivered: false, status: null, error: 'bad_certificate' });
  expect(received).toEqual([]);
});
