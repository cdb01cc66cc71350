import 'server-only';

/**
 * The policy of one page. Scripts run by nonce alone, and what they load with them; Plaid's hosts
 * (or the sandbox's) are the only foreigners. The address of Link's script is for browsers that do
 * not know strict-dynamic.
 *
 * Style attributes are allowed because Radix positions overlays with them; style elements are not.
 *
 * @param linkScriptOrigin  where Link's script and frame come from
 * @param plaidApiOrigin    whom Link's script asks
 * @param development       the development server evaluates code and opens a socket
 */
export function contentSecurityPolicy(
  nonce: string,
  linkScriptOrigin: string,
  plaidApiOrigin: string,
  development: boolean,
): string {
  const linkScript = `${linkScriptOrigin}/link/v2/stable/link-initialize.js`;
  return [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'strict-dynamic' ${linkScript}${development ? " 'unsafe-eval'" : ''}`,
    `style-src-elem ${development ? "'self' 'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' ${plaidApiOrigin}${development ? ' ws:' : ''}`,
    `frame-src ${linkScriptOrigin}`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    `report-uri ${reportPath}`,
  ].join('; ');
}

/** Where browsers tell of what a page was kept from (app/api/csp-reports). */
export const reportPath = '/api/csp-reports';
