import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { peerHeader } from './peer-address.ts';

/**
 * Looks at every request of this process before Next does. It notes which address the request came
 * from, because a route sees headers only, and Next passes on whatever X-Forwarded-For a client
 * made up; and an address that does not decode, at which Next fails, becomes one that is not there.
 */
export function prepareRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = request.socket.remoteAddress ?? '';
    const { url = '/' } = request;
    if (isDecodable(url)) return;
    request.url = url.startsWith('/api/') ? '/api/not-an-address' : '/not-an-address';
  });
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
