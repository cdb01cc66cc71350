import { expect, it } from 'vitest';
import { readAddress } from './relay.ts';

it.each([
  ['smtps://ana:p%40ss@smtp.example.com', { secure: true, requireTLS: false, port: 465 }],
  ['smtp://smtp.example.com', { secure: false, requireTLS: true, ignoreTLS: false, port: 587 }],
  [
    'smtp://relay:25?ignoreTLS=true',
    { secure: false, requireTLS: false, ignoreTLS: true, port: 25 },
  ],
  ['smtp://127.0.0.1:1025', { secure: false, requireTLS: false, ignoreTLS: false, port: 1025 }],
  ['smtp://[::1]', { host: '::1', requireTLS: false }],
])('%s says nothing before it speaks TLS, where somebody could listen', (url, expected) => {
  expect(readAddress(url)).toMatchObject(expected);
});
