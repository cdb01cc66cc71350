import { afterEach, expect, it } from 'vitest';
import { env, parseEnv } from '#lib/env';
import { writeSecurityTxt } from './security-txt.ts';

const now = new Date('2026-03-14T15:09:26.535Z');
const set = (settings: object) => Object.assign(env(), settings);
const { APP_URL, SECURITY_CONTACT } = env();

afterEach(() => set({ APP_URL, SECURITY_CONTACT }));

it('says whom to tell, and for how long that is so', () => {
  set({ APP_URL: 'https://money.example.com', SECURITY_CONTACT: 'mailto:security@example.com' });
  expect(writeSecurityTxt(now).split('\r\n')).toEqual([
    'Contact: mailto:security@example.com',
    'Expires: 2026-09-10T00:00:00.000Z',
    'Preferred-Languages: en',
    'Canonical: https://money.example.com/.well-known/security.txt',
    '',
  ]);
});

it('is not there where nobody is named', () => {
  set({ SECURITY_CONTACT: undefined });
  expect(() => writeSecurityTxt(now)).toThrow('There is nothing at this address.');
});

it.each([
  'security@example.com',
  'http://example.com',
  'mailto:a@b.test\r\nExpires: never',
  'javascript:alert(1)',
])('takes no contact such as %j', (contact) => {
  expect(() => parseEnv({ NODE_ENV: 'test', SECURITY_CONTACT: contact })).toThrow(
    /SECURITY_CONTACT/,
  );
});
