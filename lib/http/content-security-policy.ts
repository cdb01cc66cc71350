import 'server-only';

/**
 * The policy of one answer. Scripts run by nonce alone, and what they load with them; Plaid's hosts
 * (or the sandbox's) are the only foreigners.
 *
 * Style attributes are allowed because Radix positions overlays with them; style elements are not.
 *
 * @param linkScriptOrigin  where Link's script and frame come from
 * @param development       the development server evaluates code and opens a socket
 */
export function contentSecurityPolicy(
  nonce: string,
  linkScriptOrigin: string,
  plaidApiOrigins: string[],
  development: boolean,
): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${linkScriptOrigin}${development ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' ${[linkScriptOrigin, ...plaidApiOrigins].join(' ')}${development ? ' ws:' : ''}`,
    `frame-src ${linkScriptOrigin}`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
