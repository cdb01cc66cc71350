import 'server-only';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { judgeAddress, judgePublicAddress } from '#lib/net/judge-address';
import { isLoopback } from '#lib/net/loopback';
import { publicPorts } from './limits.ts';

/**
 * Whether an address may be told at all, before anybody asks where its name leads.
 *
 * @throws AppError invalid_input
 */
export function requireTellable(text: string): void {
  const problem = findProblem(new URL(text));
  if (problem === null) return;
  throw new AppError('invalid_input', 'Nothing was made: this address cannot be told.', {
    fields: { url: problem },
  });
}

/** Why an address may not be connected to for this URL; asked anew for each connection. */
export function judgeFor(url: URL): (address: string) => string | null {
  if (!isNamedHost(url)) return judgePublicAddress;
  const host = bareHost(url);
  return (address) => judgeAddress({ host, isPublic: false }, address);
}

/** Also of one that was stored while other settings held. */
export function findProblem(url: URL): string | null {
  const { protocol, username, password, hash } = url;
  if (username !== '' || password !== '')
    return 'Leave out the name and the password before the @.';
  if (hash !== '') return 'Leave out what begins with #.';
  const isNamed = isNamedHost(url);
  if (protocol !== 'https:' && !(isNamed && isLoopback(url.href))) {
    return 'Use an address that begins with https://.';
  }
  if (isNamed) return null;
  const host = bareHost(url);
  const isAddress = judgePublicAddress(host) !== 'it is no address';
  if (isAddress && judgePublicAddress(host) !== null) return elsewhere;
  if (!isAddress && !host.includes('.')) return elsewhere;
  if (publicPorts.includes(portOf(url))) return null;
  return `Use port ${publicPorts.join(' or ')}.`;
}

const elsewhere =
  'This is in a private network. Whoever runs this installation can allow it (WEBHOOK_PRIVATE_HOSTS).';

/** Whether the operator named it, with its port, as one that may be in a private network. */
function isNamedHost(url: URL): boolean {
  const host = bareHost(url);
  return env().WEBHOOK_PRIVATE_HOSTS.some((named) => {
    const [name, port = '443'] = named.split(':');
    return name === host && Number(port) === portOf(url);
  });
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

function bareHost({ hostname }: URL): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
