import 'server-only';
import { createHash } from 'node:crypto';
import { createKeySource, fetchVerificationKey } from '#lib/plaid/webhook-keys';
import { verifyWebhook } from '#lib/plaid/webhook-verification';
import { control } from '#lib/testing/sandbox';
import { atLeastTimes, percentile, type Result } from './report.ts';

// With a quarter of them the compiler was still at work in the first, and one run differed from another by a tenth.
const rounds = 60;
const perRound = 200;

/**
 * How many webhooks a second of the processor's verifies, beside a hash and a bare ES256 verification of the same
 * ones by the same cryptography; in turns, and of all turns the median counts.
 */
export async function timeVerification(): Promise<Result> {
  const body = JSON.stringify({ webhook_type: 'TRANSACTIONS', item_id: 'x'.repeat(37) }, null, 2);
  const { signatures } = await control<{ signatures: string[] }>('/keys/sign', { bodies: [body] });
  const ours = await prepareOurs(Buffer.from(body), signatures[0] ?? '');
  const bare = await prepareBare(Buffer.from(body), signatures[0] ?? '');
  const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    rates.ours.push(await rateOf(ours));
    rates.bare.push(await rateOf(bare));
  }
  return atLeastTimes(
    'verified by a second of processor, against bare',
    percentile(rates.ours, 0.5),
    '/s',
    percentile(rates.bare, 0.5),
    0.8,
  );
}

type Verify = () => Promise<boolean>;

async function prepareOurs(body: Buffer, signature: string): Promise<Verify> {
  const findKey = createKeySource(fetchVerificationKey);
  return async () => (await verifyWebhook(body, signature, findKey, Date.now())) !== null;
}

async function prepareBare(body: Buffer, signature: string): Promise<Verify> {
  const [header = '', claims = '', signed = ''] = signature.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
  const jwk = await fetchVerificationKey(kid);
  if (!jwk) throw new Error('The sandbox does not know its key.');
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', jwk, curve, false, ['verify']);
  const input = Buffer.from(`${header}.${claims}`);
  const bytes = Buffer.from(signed, 'base64url');
  return () => {
    createHash('sha256').update(body).digest();
    return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes, input);
  };
}

async function rateOf(verify: Verify): Promise<number> {
  const before = process.cpuUsage();
  for (let turn = 0; turn < perRound; turn += 1) {
    if (!(await verify())) throw new Error('A good signature was refused.');
  }
  const { user, system } = process.cpuUsage(before);
  return (perRound * 1_000_000) / (user + system);
}
