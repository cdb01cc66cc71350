import 'server-only';
import type { Destination } from '#lib/net/list-destinations';

/** Of Chrome and most others, of Firefox, of Safari, of Edge. */
const known = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  '*.notify.windows.com',
];

/** Where notices for devices may be sent: to the services that browsers bring, or to those that the operator names. */
export function readPushSettings({
  PUSH_HOSTS,
}: {
  PUSH_HOSTS?: readonly string[] | undefined;
}): Destination[] {
  return (PUSH_HOSTS ?? known).map((named) => {
    const [host = '', port = '443'] = named.split(':');
    // A known service that is found in a private network is another's.
    return { host, port: Number(port), isPublic: PUSH_HOSTS === undefined };
  });
}
