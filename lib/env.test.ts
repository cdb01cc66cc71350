import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { envNames, parseEnv } from './env.ts';

const base = { NODE_ENV: 'production' } as const;

describe('parseEnv', () => {
  it('points everything about Plaid at the local sandbox when there are no keys', () => {
    const env = parseEnv({ ...base, SANDBOX_PORT: '4001', PORT: '4000' });
    expect(env).toMatchObject({
      hasPlaidKeys: false,
      APP_URL: 'http://localhost:4000',
      linkScriptOrigin: 'http://127.0.0.1:4001',
      plaid: {
        clientId: 'plumbline',
        secret: 'sandbox',
        baseUrl: 'http://127.0.0.1:4001',
        webhookUrl: 'http://localhost:4000/api/plaid/webhook',
      },
    });
  });

  const keys = { PLAID_CLIENT_ID: 'id', PLAID_SECRET: 'secret' };

  it('points it at the real Plaid when there are', () => {
    const env = parseEnv({
      ...base,
      ...keys,
      PLAID_ENV: 'production',
      APP_URL: 'https://money.example.com/',
    });
    expect(env).toMatchObject({
      linkScriptOrigin: 'https://cdn.plaid.com',
      plaid: {
        baseUrl: 'https://production.plaid.com',
        webhookUrl: 'https://money.example.com/api/plaid/webhook',
      },
    });
    expect(parseEnv({ ...base, ...keys }).plaid.baseUrl).toBe('https://sandbox.plaid.com');
  });

  it('asks the real Plaid for no webhook that could not arrive', () => {
    expect(parseEnv({ ...base, ...keys }).plaid.webhookUrl).toBeUndefined();
  });

  it('lets anybody sign up on this machine, and elsewhere only who is invited, unless told', () => {
    const APP_URL = 'https://money.example.com';
    expect(parseEnv(base).SIGN_UP).toBe('open');
    expect(parseEnv({ ...base, APP_URL }).SIGN_UP).toBe('invite');
    expect(parseEnv({ ...base, APP_URL, SIGN_UP: 'first' }).SIGN_UP).toBe('first');
    expect(() => parseEnv({ ...base, SIGN_UP: 'yes' })).toThrow(/SIGN_UP/);
  });

  it('knows an OIDC provider by all of its settings, or by none', () => {
    expect(parseEnv(base).oidc).toBeNull();
    const OIDC_ISSUER = 'https://id.example.com/realms/home/';
    const oidc = { OIDC_ISSUER, OIDC_CLIENT_ID: 'plumbline', OIDC_CLIENT_SECRET: 'secret' };
    expect(
      parseEnv({ ...base, ...oidc, OIDC_HOSTS: 'keys.example.com, b.test:8443' }).oidc,
    ).toEqual({
      issuer: OIDC_ISSUER,
      clientId: 'plumbline',
      clientSecret: 'secret',
      name: 'id.example.com',
      hosts: ['id.example.com', 'keys.example.com', 'b.test:8443'],
    });
    expect(() => parseEnv({ ...base, OIDC_ISSUER })).toThrow(
      /OIDC_CLIENT_ID: is needed with OIDC_ISSUER\n.*OIDC_CLIENT_SECRET: is needed/s,
    );
    const own = { ...oidc, OIDC_ISSUER: 'http://localhost:8080' };
    expect(parseEnv({ ...base, ...own }).oidc?.hosts).toEqual(['localhost:8080']);
    for (const issuer of ['http://id.example.com', 'https://id.example.com/?a', 'ftp://x.test']) {
      expect(() => parseEnv({ ...base, ...oidc, OIDC_ISSUER: issuer })).toThrow(/OIDC_ISSUER/);
    }
    expect(() => parseEnv({ ...base, ...oidc, OIDC_HOSTS: 'https://x.test' })).toThrow(
      /OIDC_HOSTS/,
    );
  });

  it('hashes passwords with 64 MiB, and never with less than 19', () => {
    expect(parseEnv(base).PASSWORD_HASH_MIB).toBe(64);
    expect(() => parseEnv({ ...base, PASSWORD_HASH_MIB: '18' })).toThrow(/PASSWORD_HASH_MIB/);
  });

  it('names everything that is wrong, and no value', () => {
    const wrong = {
      ...base,
      PORT: 'eighty',
      PLAID_CLIENT_ID: 'id',
      PLAID_ENV: 'development',
      ENCRYPTION_KEYS: 'k1:too-short-to-be-a-key',
      AUTH_SECRET: 'short-secret',
      DATABASE_URL: 'mysql://x',
    };
    expect(() => parseEnv(wrong)).toThrow(
      /PORT: [\s\S]*DATABASE_URL: [\s\S]*AUTH_SECRET: [\s\S]*ENCRYPTION_KEYS: [\s\S]*PLAID_ENV: /,
    );
    expect(() => parseEnv(wrong)).not.toThrow(/too-short|short-secret|mysql|eighty/);
    expect(() => parseEnv({ ...base, PLAID_CLIENT_ID: 'id' })).toThrow(/PLAID_SECRET/);
  });

  it('refuses a key ring that is no secret, and says of which key', () => {
    const AUTH_SECRET = randomBytes(32).toString('base64url');
    const key = randomBytes(32).toString('base64');
    const start = (ENCRYPTION_KEYS: string) => () =>
      parseEnv({ ...base, AUTH_SECRET, ENCRYPTION_KEYS });
    expect(start(`k1:${key}`)).not.toThrow();
    expect(start(`k1:${key},k2:${Buffer.alloc(32, 7).toString('base64')}`)).toThrow(
      /ENCRYPTION_KEYS: "k2" is not random/,
    );
    expect(start(`k1:${AUTH_SECRET}`)).toThrow(/ENCRYPTION_KEYS: "k1" is made from AUTH_SECRET/);
  });

  it('refuses to be reached without TLS, but on this machine or when told so', () => {
    const APP_URL = 'http://money.example.com';
    expect(() => parseEnv({ ...base, APP_URL })).toThrow(/APP_URL: must be https/);
    expect(parseEnv({ ...base, APP_URL, ALLOW_HTTP: 'true' }).APP_URL).toBe(APP_URL);
    for (const own of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000']) {
      expect(parseEnv({ ...base, APP_URL: own }).APP_URL).toBe(own);
    }
  });

  it('asks how to connect to a database on another machine', () => {
    const away = 'postgresql://plumbline:secret@db.example.com/plumbline';
    for (const name of ['DATABASE_URL', 'DIRECT_DATABASE_URL']) {
      expect(() => parseEnv({ ...base, [name]: away })).toThrow(new RegExp(`  ${name}: is on`));
      expect(() => parseEnv({ ...base, [name]: away })).not.toThrow(/secret/);
    }
    for (const DATABASE_URL of [
      `${away}?sslmode=verify-full`,
      `${away}?sslmode=disable`,
      'postgresql://plumbline:secret@127.0.0.1:5432/plumbline',
      'postgresql://plumbline@localhost/plumbline',
      'postgresql:///plumbline?host=/var/run/postgresql',
    ]) {
      expect(parseEnv({ ...base, DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
    }
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseEnv({ ...base, PORT: '', PLAID_CLIENT_ID: '' }).PORT).toBe(3000);
  });
});

describe('the documents', () => {
  it.each(['README.md', '.env.example'])('%s names every variable and no other', (file) => {
    const text = readFileSync(file, 'utf8');
    const pattern = file === 'README.md' ? /^\| `([A-Z_]+)` \|/gm : /^#? ?([A-Z_]+)=/gm;
    const named = new Set([...text.matchAll(pattern)].map((match) => match[1]));
    expect([...named].sort()).toEqual([...envNames].filter((name) => name !== 'NODE_ENV').sort());
  });

  it('hold no key that somebody could copy', () => {
    for (const file of ['.env.example', ...globSync(['*.md', 'docs/*.md', 'sandbox/*.md'])]) {
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/[\w-]+:[A-Za-z0-9+/_-]{43}(?![\w-])/);
    }
  });
});
