import { expect, it } from 'vitest';
import { parseEnv } from '#lib/env';
import { isHostNamed } from '#lib/net/list-destinations';

it.each([
  ['fcm.googleapis.com', 443, true],
  ['updates.push.services.mozilla.com', 443, true],
  ['web.push.apple.com', 443, true],
  ['wns2-par02p.notify.windows.com', 443, true],
  ['notify.windows.com', 443, false],
  ['evilnotify.windows.com', 443, false],
  ['fcm.googleapis.com', 80, false],
  ['googleapis.com', 443, false],
  ['x.fcm.googleapis.com', 443, false],
])('sends to %s at port %d unless told: %s', (host, port, isKnown) => {
  const { push } = parseEnv({ NODE_ENV: 'test' });
  expect(push.some((destination) => isHostNamed(destination, host, port))).toBe(isKnown);
});

it('sends to whom the operator names alone', () => {
  const { push } = parseEnv({ NODE_ENV: 'test', PUSH_HOSTS: 'push.lan:8443, *.push.lan' });
  expect(push).toEqual([
    { host: 'push.lan', port: 8443, isPublic: false },
    { host: '*.push.lan', port: 443, isPublic: false },
  ]);
  expect(() => parseEnv({ NODE_ENV: 'test', PUSH_HOSTS: 'https://push.lan/' })).toThrow(
    'PUSH_HOSTS',
  );
});
