import 'server-only';
import { BlockList, isIP } from 'node:net';
import type { Destination } from './list-destinations.ts';

/**
 * Addresses at which clouds answer their own machines, with credentials; what means "here" or
 * "everybody". No setting makes one of them right.
 */
const never = listOf([
  '0.0.0.0/8',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '192.0.0.192/32',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fd00:ec2::254/128',
  'fe80::/10',
  'ff00::/8',
]);
const loopback = listOf(['127.0.0.0/8', '::1/128']);
const privateNetworks = listOf([
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
]);
/** What the internet does not route, and IPv6 addresses that are a way to whatever IPv4 address they hold. */
const unrouted = listOf([
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  'fec0::/10',
]);

/**
 * Why a destination must not be looked for at an address; null where it may. A name in the settings
 * may stand for a machine of a private network, as self-hosted providers and relays do; for this
 * machine only where it says so, whatever its DNS answers today.
 */
export function judgeAddress(
  { host, isPublic }: Pick<Destination, 'host' | 'isPublic'>,
  address: string,
): string | null {
  if (isIn(never, address)) return 'no connection may go there';
  if (isIn(loopback, address) && !isLoopbackName(host)) return 'it is this machine';
  if (isIn(privateNetworks, address) && isPublic) return 'it is in a private network';
  return null;
}

/**
 * Why an address that a person chose must not be connected to; null where it may. Nothing but what
 * everybody on the internet can reach: what is only documented, measured with or a way to an IPv4
 * address inside an IPv6 one is refused with what is private.
 */
export function judgePublicAddress(address: string): string | null {
  const reason = judgeAddress({ host: address, isPublic: true }, address);
  if (reason !== null) return reason;
  if (isIP(address) === 0) return 'it is no address';
  return isIn(loopback, address) || isIn(unrouted, address) ? 'it is not on the internet' : null;
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || isIn(loopback, host);
}

function isIn(list: BlockList, address: string): boolean {
  const family = isIP(address);
  // An IPv4 address inside an IPv6 one is found by the list, too.
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function listOf(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
