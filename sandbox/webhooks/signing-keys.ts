import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { JWKPublicKey } from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import type { Database } from '../store/database.ts';

interface KeyRow {
  kid: string;
  private_jwk_json: string;
  created_at_s: number;
  expired_at_s: number | null;
}

/** The key webhooks are signed with now; made on first use and kept. */
function getSigningKey(db: Database): KeyRow {
  const row = db.get<KeyRow>(
    'SELECT * FROM signing_keys WHERE expired_at_s IS NULL ORDER BY created_at_s DESC, rowid DESC LIMIT 1',
  );
  return row ?? createSigningKey(db);
}

/** Expires the present key, which stays resolvable, and begins to sign with a new one. */
export function rotateSigningKey(db: Database): { kid: string; expired: string } {
  return db.transaction(() => {
    const old = getSigningKey(db);
    db.run('UPDATE signing_keys SET expired_at_s = ? WHERE kid = ?', nowInSeconds(), old.kid);
    return { kid: createSigningKey(db).kid, expired: old.kid };
  });
}

export function findPublicKey(db: Database, kid: string): Wire<JWKPublicKey> | null {
  const row = db.get<KeyRow>('SELECT * FROM signing_keys WHERE kid = ?', kid);
  if (!row) {
    return null;
  }
  const { x = '', y = '' } = JSON.parse(row.private_jwk_json) as JWK;
  return {
    alg: 'ES256',
    created_at: row.created_at_s,
    crv: 'P-256',
    expired_at: row.expired_at_s,
    kid: row.kid,
    kty: 'EC',
    use: 'sig',
    x,
    y,
  };
}

/** The `Plaid-Verification` header for a body: a JWT over its hash, of this moment. */
export async function signBody(db: Database, body: string): Promise<string> {
  const { kid, private_jwk_json } = getSigningKey(db);
  const key = await importJWK(JSON.parse(private_jwk_json) as JWK, 'ES256');
  // The real time, not the sandbox's: receivers refuse a signature older than five minutes of their clock.
  return new SignJWT({ request_body_sha256: createHash('sha256').update(body).digest('hex') })
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
    .setIssuedAt()
    .sign(key);
}

function createSigningKey(db: Database): KeyRow {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const row: KeyRow = {
    kid: randomUUID(),
    private_jwk_json: JSON.stringify(privateKey.export({ format: 'jwk' })),
    created_at_s: nowInSeconds(),
    expired_at_s: null,
  };
  db.run(
    'INSERT INTO signing_keys (kid, private_jwk_json, created_at_s) VALUES (?, ?, ?)',
    row.kid,
    row.private_jwk_json,
    row.created_at_s,
  );
  return row;
}

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
