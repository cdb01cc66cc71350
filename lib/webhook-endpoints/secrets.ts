import 'server-only';
import { createHmac, randomBytes } from 'node:crypto';
import { seal, unseal } from '#lib/crypto/seal';

const prefix = 'whsec_';
const bytes = 32;

type Place = { householdId: string; id: string };
type Column = 'secretSealed' | 'previousSecretSealed';

/** `whsec_` and base64, as the Standard Webhooks specification has it. */
export function makeSecret(): string {
  return prefix + randomBytes(bytes).toString('base64');
}

export function sealSecret(secret: string, place: Place, column: Column = 'secretSealed'): string {
  return seal(secret, toPlace(place, column));
}

export function openSecret(sealed: string, place: Place, column: Column = 'secretSealed'): string {
  return unseal(sealed, toPlace(place, column));
}

const toPlace = ({ householdId, id }: Place, column: Column) =>
  ({ table: 'WebhookEndpoint', column, householdId, rowId: id }) as const;

/**
 * The headers by which a receiver knows that a body is ours, of now, and which event it is of.
 *
 * @param secrets  each signs, the newest first
 */
export function signBody(
  { id, body, secrets }: { id: string; body: string; secrets: readonly string[] },
  now = new Date(),
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const sign = (secret: string) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    const signed = `${id}.${timestamp}.${body}`;
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  };
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map(sign).join(' '),
  };
}
