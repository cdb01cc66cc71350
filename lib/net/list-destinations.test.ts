import { describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/env';
import { judgeAddress } from './judge-address.ts';
import { listDestinations } from './list-destinations.ts';

const list = (settings: Record<string, string>) =>
  listDestinations(parseEnv({ NODE_ENV: 'test', PUSH_HOSTS: 'push.lan', ...settings })).map(
    ({ host, port, isPublic }) => `${host}:${port}${isPublic ? ' public' : ''}`,
  );

describe('what may be connected to', () => {
  it('is the sandbox alone where nothing is set', () => {
    expect(list({})).toEqual(['127.0.0.1:3001', 'push.lan:443']);
  });

  it('is all that the settings name', () => {
    expect(
      list({
        DATABASE_URL: 'postgresql://me:pw@DB.example.com/plumbline?sslmode=require',
        DIRECT_DATABASE_URL: 'postgresql://me:pw@10.0.0.5:6432/plumbline?sslmode=require',
        SMTP_URL: 'smtps://me:pw@mail.lan',
        MAIL_FROM: 'money@example.com',
        OIDC_ISSUER: 'https://[fd00::7]:8443/realms/home',
        OIDC_CLIENT_ID: 'plumbline',
        OIDC_CLIENT_SECRET: 'secret',
        OIDC_HOSTS: 'keys.example.com',
        ATTACHMENTS_BUCKET_URL: 'https://s3.lan:9000/files',
        ATTACHMENTS_BUCKET_KEY_ID: 'id',
        ATTACHMENTS_BUCKET_SECRET: 'secret',
        BACKUP_BUCKET_URL: 'https://backups.lan/all',
        BACKUP_BUCKET_KEY_ID: 'id',
        BACKUP_BUCKET_SECRET: 'secret',
        BACKUP_DRILL_DATABASE_URL: 'postgresql://me:pw@drill.lan/any?sslmode=require',
        PLAID_CLIENT_ID: 'id',
        PLAID_SECRET: 'secret',
        PLAID_ENV: 'production',
      }),
    ).toEqual([
      'db.example.com:5432',
      '10.0.0.5:6432',
      'drill.lan:5432',
      'mail.lan:465',
      'fd00::7:8443',
      's3.lan:9000',
      'backups.lan:443',
      'fd00::7:8443',
      'keys.example.com:443',
      'production.plaid.com:443 public',
      'push.lan:443',
    ]);
  });

  it('finds the database where its address hides it', () => {
    const at = (query: string) => list({ DATABASE_URL: `postgresql:///plumbline?${query}` })[0];
    expect(at('host=db.lan&port=5433&sslmode=require')).toBe('db.lan:5433');
    expect(at('host=/run/postgresql')).toBe('127.0.0.1:3001');
  });
});

describe('an address', () => {
  it.each([
    ['mail.lan', '10.0.0.1', null],
    ['mail.lan', '192.168.1.2', null],
    ['mail.lan', 'fd12::1', null],
    ['mail.lan', '2001:db8::1', null],
    ['mail.lan', '127.0.0.1', 'it is this machine'],
    ['mail.lan', '::1', 'it is this machine'],
    ['mail.lan', '::ffff:127.0.0.1', 'it is this machine'],
    ['localhost', '::1', null],
    ['idp.localhost', '127.0.0.1', null],
    ['127.0.0.2', '127.0.0.2', null],
    ['localhost', '0.0.0.0', 'no connection may go there'],
    ['mail.lan', '169.254.169.254', 'no connection may go there'],
    ['mail.lan', '::ffff:169.254.169.254', 'no connection may go there'],
    ['mail.lan', 'fd00:ec2::254', 'no connection may go there'],
    ['mail.lan', 'fe80::1', 'no connection may go there'],
    ['mail.lan', '255.255.255.255', 'no connection may go there'],
  ])('of %s that is %s: %s', (host, address, reason) => {
    expect(judgeAddress({ host, isPublic: false }, address)).toBe(reason);
  });

  it.each(['10.0.0.1', '172.20.0.1', '192.168.0.1', '100.64.0.1', 'fd12::1'])(
    '%s is not Plaid’s',
    (address) => {
      const plaid = { host: 'production.plaid.com', isPublic: true };
      expect(judgeAddress(plaid, address)).toBe('it is in a private network');
      expect(judgeAddress(plaid, '203.0.113.9')).toBeNull();
    },
  );
});
