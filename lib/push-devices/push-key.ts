import 'server-only';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { exportJWK, importPKCS8, SignJWT } from 'jose';
import { seal, unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { env } from '#lib/env';

/** There is one: browsers are told it when they ask to be told, and take nothing signed by another. */
const onlyId = '00000000-0000-4000-8000-000000000001';
const place = {
  table: 'PushKey',
  column: 'privateKeySealed',
  householdId: '',
  rowId: onlyId,
} as const;
/** The standard allows a day; ours are made anew for each message. */
const hours = 1;

/** The installation's key for Web Push (RFC 8292), made when it is first asked for. */
export async function readPublicKey(): Promise<string> {
  return (await readKey()).publicKey;
}

/** What a push service wants to see of us, for the service at one address alone. */
export async function authorizePush(endpoint: string): Promise<string> {
  const { publicKey, privateKeySealed } = await readKey();
  const key = await importPKCS8(unseal(privateKeySealed, place), 'ES256');
  const token = await new SignJWT({})
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setAudience(new URL(endpoint).origin)
    .setExpirationTime(`${hours}h`)
    .setSubject(env().APP_URL)
    .sign(key);
  return `vapid t=${token}, k=${publicKey}`;
}

async function readKey() {
  const where = { id: onlyId };
  const found = await db().pushKey.findUnique({ where });
  if (found) return found;
  // Two that ask at once make one: the second is not kept.
  await db().pushKey.createMany({ data: [await makeKey()], skipDuplicates: true });
  return db().pushKey.findUniqueOrThrow({ where });
}

async function makeKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = await exportJWK(createPublicKey(privateKey));
  const point = [Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  return {
    id: onlyId,
    publicKey: Buffer.concat(point).toString('base64url'),
    privateKeySealed: seal(pem.toString(), place),
  };
}
