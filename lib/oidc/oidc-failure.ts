import 'server-only';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import type { OidcProblem } from './contract.ts';

/** A way to the provider and back that ended before its end, for a reason that has words. */
export class OidcFailure extends Error {
  readonly problem: OidcProblem;

  constructor(problem: OidcProblem) {
    super(`Signing in at the provider failed: ${problem}`);
    this.name = 'OidcFailure';
    this.problem = problem;
  }
}

/**
 * What a failed exchange with the provider comes down to. Its own words are for the log alone: they
 * say what an operator has to mend.
 */
export function toOidcFailure(error: unknown): OidcFailure {
  if (error instanceof OidcFailure) return error;
  const problem = judge(error);
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = reason instanceof Error ? reason.message.slice(0, 300) : 'no reason';
  metrics().signInFailures.inc({ proof: 'oidc' });
  log.warn({ problem, detail }, 'the OIDC provider did not sign somebody in');
  return new OidcFailure(problem);
}

/** By what openid-client throws: OPError for what the provider said, RPError for what it found wrong. */
function judge(error: unknown): OidcProblem {
  if (!(error instanceof Error)) return 'misconfigured';
  const status = 'response' in error ? readStatus(error.response) : undefined;
  if (status !== undefined && status >= 500) return 'unavailable';
  if (error.name === 'OPError') {
    const said = 'error' in error ? error.error : '';
    // A code that was used, or is too old.
    if (said === 'invalid_grant') return 'expired';
    return said === 'temporarily_unavailable' ? 'unavailable' : 'misconfigured';
  }
  if (error.name === 'RPError') {
    if (/\bnow \d+, (exp|iat|nbf) \d+/.test(error.message)) return 'clock';
    if (/^(state|nonce) (mismatch|missing)|timed out/.test(error.message)) {
      return error.message.includes('timed out') ? 'unavailable' : 'expired';
    }
    return 'misconfigured';
  }
  return isUnreachable(error) ? 'unavailable' : 'misconfigured';
}

/** Of a socket, or of a fetch that says so in its cause. */
function isUnreachable(error: Error): boolean {
  if (error.name === 'TimeoutError') return true;
  if (error.cause instanceof Error) return isUnreachable(error.cause);
  return 'code' in error && /^(E[A-Z_]+|UND_ERR_\w+)$/.test(String(error.code));
}

function readStatus(response: unknown): number | undefined {
  const { statusCode } = (response ?? {}) as { statusCode?: number };
  return statusCode;
}

/** What the provider sends back in place of a code (RFC 6749 4.1.2.1, OpenID Connect 3.1.2.6). */
export function readRefusal(error: string): OidcProblem {
  if (/^(server_error|temporarily_unavailable)$/.test(error)) return 'unavailable';
  if (/^(access_denied|\w+_required)$/.test(error)) return 'declined';
  return 'misconfigured';
}
