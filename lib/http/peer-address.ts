import 'server-only';
import { BlockList, isIP } from 'node:net';
import { env } from '#lib/env';

/** Ours alone: whatever a client sends under this name is overwritten (prepare-requests.ts). */
export const peerHeader = 'x-plumbline-peer';

/**
 * Whom to count a request against: the address it came from, or, behind a proxy named in
 * TRUSTED_PROXIES, the nearest address in X-Forwarded-For that is no such proxy. Of IPv6 the first
 * 64 bits, which is what one subscriber gets.
 */
export function readPeer(request: Request): string {
  const trusted = trustedProxies();
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',');
  let peer = cleanAddress(request.headers.get(peerHeader) ?? '');
  for (const hop of forwarded.reverse()) {
    if (!isAddressIn(trusted, peer)) break;
    const address = cleanAddress(hop);
    if (isIP(address) === 0) break;
    peer = address;
  }
  return isIP(peer) === 6 ? firstHalf(peer) : peer || 'unknown';
}

/** Whether an address is of a proxy that is named: what it adds to a request is believed. */
export function isTrustedProxy(address: string): boolean {
  return isAddressIn(trustedProxies(), cleanAddress(address));
}

let cachedProxies: BlockList | undefined;

function trustedProxies(): BlockList {
  if (cachedProxies) return cachedProxies;
  cachedProxies = new BlockList();
  for (const { address, prefix } of env().TRUSTED_PROXIES) {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    cachedProxies.addSubnet(address, prefix, family);
  }
  return cachedProxies;
}

function isAddressIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that came through an IPv6 socket is that IPv4 address. */
function cleanAddress(address: string): string {
  return address.trim().replace(/^::ffff:(?=\d+\.)/i, '');
}

/** `2001:db8::1` → `2001:db8:0:0::/64` */
function firstHalf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean).length ?? 0;
  const missing = Math.max(0, 8 - groups.length - after);
  const known = [...groups, ...Array<string>(missing).fill('0')].slice(0, 4);
  return `${known.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
