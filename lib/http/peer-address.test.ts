import { describe, expect, it } from 'vitest';
import { readPeer } from './peer-address.ts';

process.env.TRUSTED_PROXIES = '10.0.0.0/8, fd00::/8, 192.0.2.1';

function peerOf(address: string, forwarded?: string): string {
  const headers = new Headers({ 'x-plumbline-peer': address });
  if (forwarded !== undefined) headers.set('x-forwarded-for', forwarded);
  return readPeer(new Request('http://localhost/', { headers }));
}

describe('readPeer', () => {
  it.each<[string, string, string | undefined, string]>([
    ['a direct caller', '203.0.113.5', undefined, '203.0.113.5'],
    ['a direct caller who makes up a header', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['a caller behind the proxy', '10.1.2.3', '203.0.113.5', '203.0.113.5'],
    ['one who made up what comes before', '10.1.2.3', '198.51.100.1, 203.0.113.5', '203.0.113.5'],
    ['one behind two proxies', '10.1.2.3', '203.0.113.5, 192.0.2.1', '203.0.113.5'],
    ['the proxy itself', '10.1.2.3', undefined, '10.1.2.3'],
    ['a header that is no address', '10.1.2.3', 'localhost; drop', '10.1.2.3'],
    ['IPv4 through an IPv6 socket', '::ffff:203.0.113.5', undefined, '203.0.113.5'],
    ['a subscriber’s IPv6 network', '2001:db8:1:2:aaaa::1', undefined, '2001:db8:1:2::/64'],
    ['the same, written shorter', '2001:db8::1', undefined, '2001:db8:0:0::/64'],
    ['IPv6 behind an IPv6 proxy', 'fd00::1', '2001:db8:1:2:bbbb::9', '2001:db8:1:2::/64'],
    ['nobody we know', '', undefined, 'unknown'],
  ])('knows %s', (_who, address, forwarded, peer) => {
    expect(peerOf(address, forwarded)).toBe(peer);
  });
});
