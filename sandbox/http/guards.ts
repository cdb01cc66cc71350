import type { MiddlewareHandler } from 'hono';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Only its own loopback names: a page on the internet that points its name at 127.0.0.1 (DNS rebinding)
 * would otherwise be of the same origin and could drive the control API.
 */
export function isAllowedHost(host: string | undefined, allowRemote: boolean): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  return allowRemote || loopbackNames.has(name);
}

/**
 * A POST must be JSON: no form and no simple cross-site request can be, and the sandbox answers no CORS
 * preflight (which a DELETE always needs), so only its own pages and programs can write.
 */
export function requireJsonWrites(): MiddlewareHandler {
  return async (context, next) => {
    if (context.req.method === 'POST' && !isJson(context.req.header('content-type'))) {
      return context.json(
        {
          error: {
            code: 'unsupported_media_type',
            message: 'Send content-type: application/json.',
          },
        },
        415,
      );
    }
    await next();
  };
}

export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\b/i.test(contentType ?? '');
}
