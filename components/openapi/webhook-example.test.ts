import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { webhookExample } from './webhook-example.ts';

type Check = (headers: Record<string, string>, body: string, secret: string) => boolean;

it('knows what is signed as the standard says, and nothing else', async () => {
  const url = `data:text/javascript,${encodeURIComponent(webhookExample)}`;
  const { isFromPlumbline } = (await import(/* @vite-ignore */ url)) as { isFromPlumbline: Check };
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const [id, body, now] = ['one', '{"type":"test.sent"}', new Date()];
  const sign = (at: Date, by = secret) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(by).sign(id, at, body),
  });
  const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  expect(isFromPlumbline(sign(now), body, secret)).toBe(true);
  const both = `v1,${'x'.repeat(44)} ${sign(now)['webhook-signature']}`;
  expect(isFromPlumbline({ ...sign(now), 'webhook-signature': both }, body, secret)).toBe(true);
  expect(isFromPlumbline(sign(now), `${body} `, secret)).toBe(false);
  expect(isFromPlumbline(sign(now, other), body, secret)).toBe(false);
  expect(isFromPlumbline({ ...sign(now), 'webhook-id': 'two' }, body, secret)).toBe(false);
  expect(isFromPlumbline(sign(new Date(now.getTime() - 600_000)), body, secret)).toBe(false);
  expect(isFromPlumbline({}, body, secret)).toBe(false);
});
