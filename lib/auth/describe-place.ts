import 'server-only';
import { describeDevice } from '#lib/sessions/device-words';

/** "Firefox on Linux, from 203.0.113.7", for who should recognise it. */
export function describePlace({
  userAgent = null,
  peer = null,
}: {
  userAgent?: string | null;
  peer?: string | null;
}): string {
  return [describeDevice(userAgent), peer && `from ${peer}`].filter(Boolean).join(', ');
}
