import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { log } from '#lib/log';
import { boundMethod } from '#lib/metrics/bound-label';
import { metrics } from '#lib/metrics/metrics';
import { enterScope, type Scope } from '#lib/scope';
import { beginSpan, readTraceparent } from '#lib/traces/span';
import { isTrustedProxy } from './peer-address.ts';
import { findRoute } from './route-names.ts';

const requestIdHeader = 'x-request-id';
/** Long enough to be one of a kind, and of letters that no log or terminal stumbles over. */
const safeId = /^[\w.-]{8,64}$/;

/**
 * Gives a request its id, which every line of the log about it and its answer carry, and counts and
 * logs it once it is over: by its route, never by what was asked for.
 */
export function noteRequest(request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now();
  const scope: Scope = { requestId: readRequestId(request) };
  enterScope(scope);
  request.headers[requestIdHeader] = scope.requestId;
  response.setHeader(requestIdHeader, scope.requestId ?? '');
  const method = boundMethod(request.method);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const span = isTraced(path)
    ? beginSpan(method, 'server', { 'http.request.method': method }, readParent(request))
    : null;
  scope.traceparent = span?.traceparent;
  response.once('close', () => {
    const route = scope.route ?? findRoute(path);
    const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
    const isWhole = isStream || response.writableFinished;
    const status = isWhole ? String(response.statusCode) : 'aborted';
    const ms = performance.now() - startedAt;
    metrics().requests.inc({ route, method, status });
    if (!isStream) metrics().requestSeconds.observe({ route, method }, ms / 1000);
    span?.end({
      name: `${method} ${route}`,
      facts: { 'http.route': route, 'http.response.status_code': response.statusCode },
      error: response.statusCode >= 500 ? String(response.statusCode) : undefined,
    });
    const line = { requestId: scope.requestId, route, method, status, ms: Math.round(ms) };
    if (route === staticFiles) log.debug(line, 'request');
    else log.info(line, 'request');
  });
}

const staticFiles = '/_next/*';

function isTraced(path: string): boolean {
  return !path.startsWith('/_next/') && !path.startsWith('/api/health/');
}

function readParent({ headers, socket }: IncomingMessage): string | null {
  return isTrustedProxy(socket.remoteAddress ?? '') ? readTraceparent(headers.traceparent) : null;
}

/** A proxy of ours may have given it one; anybody else's would let them write into our log. */
function readRequestId(request: IncomingMessage): string {
  const given = request.headers[requestIdHeader];
  const isOurs = isTrustedProxy(request.socket.remoteAddress ?? '');
  return isOurs && typeof given === 'string' && safeId.test(given) ? given : randomUUID();
}
