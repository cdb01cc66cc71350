import 'server-only';
import { env } from '#lib/env';
import { isHostNamed } from '#lib/net/list-destinations';
import { isLoopback } from '#lib/net/loopback';

/** Whether a browser's word for where it hears is an address that notices may be sent to. */
export function isPushService(endpoint: string): boolean {
  const { protocol, hostname, port, username, password } = new URL(endpoint);
  const isSafe = protocol === 'https:' || isLoopback(endpoint);
  if (!isSafe || username !== '' || password !== '') return false;
  const usual = protocol === 'https:' ? 443 : 80;
  return env().push.some((destination) =>
    isHostNamed(destination, hostname.toLowerCase(), port === '' ? usual : Number(port)),
  );
}
