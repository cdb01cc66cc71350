import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isDraining } from '#lib/health/draining';
import { isMeasuring } from '#lib/metrics/serve-metrics';
import { noteRequest } from './note-requests.ts';
import { peerHeader } from './peer-address.ts';
import { securityHeaders } from './security-headers.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse; server: unknown };

/**
 * Looks at every request of this process before Next does. It notes which address the request came
 * from, because a route sees headers only, and Next passes on whatever X-Forwarded-For a client
 * made up; it gives the answer its security headers, which Next's own redirects, files and failures
 * would go without; it gives it an id, counts and logs it; and what no page or route is there for goes to an address that is none.
 */
export function prepareRequests(): void {
  const headers = Object.entries(securityHeaders());
  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = message as Exchange;
    if (isMeasuring(server)) return;
    noteRequest(request, response);
    request.headers[peerHeader] = request.socket.remoteAddress ?? '';
    for (const [name, value] of headers) response.setHeader(name, value);
    // Next sends a page's headers just before its first piece, in a packet of their own, which costs as much as all else
    // that a page sends. Without it they go along with that piece. A stream of events may have none for long.
    if (!request.url?.startsWith('/api/')) response.flushHeaders = () => {};
    // Else a proxy sends its next request over a connection that is about to be closed.
    if (isDraining()) response.setHeader('connection', 'close');
    turnAway(request);
  });
}

const pageMethods = ['GET', 'HEAD'];
const apiMethods = [...pageMethods, 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Next fails at an address that does not decode, and at methods it does not know; and it looks for
 * a server action in whatever is posted to a page. There are none, so nothing posted reaches it.
 */
function turnAway(request: IncomingMessage): void {
  const { url = '/', method = 'GET' } = request;
  const isApi = url.startsWith('/api/');
  // Next's development server posts to itself there.
  const takesAny = isApi || url.startsWith('/__nextjs');
  if (!apiMethods.includes(method)) request.method = 'GET';
  else if ((takesAny ? apiMethods : pageMethods).includes(method) && isDecodable(url)) return;
  request.url = isApi || !pageMethods.includes(method) ? '/api/not-an-address' : '/not-an-address';
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
