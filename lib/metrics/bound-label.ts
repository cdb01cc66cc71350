import 'server-only';

/** Plaid has some two hundred error codes; what it invents beyond that is one. */
const codesAtMost = 250;

const seen = new Set<string>();

/**
 * A code that another system made up, as a label: each value is a series for ever, so they have a
 * shape that no id, e-mail or token has, and a number.
 */
export function boundCode(code: string): string {
  if (seen.has(code)) return code;
  if (!/^[A-Z][A-Z_]{1,59}$/.test(code) || seen.size >= codesAtMost) return 'OTHER';
  seen.add(code);
  return code;
}

/** An HTTP method; clients make some up. */
export function boundMethod(method: string | undefined): string {
  return method && methods.has(method) ? method : 'OTHER';
}

const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);
