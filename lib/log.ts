import 'server-only';
import pino from 'pino';
import { currentScope } from './scope.ts';

/**
 * Structured logs, one JSON object a line. Call sites name the fields they log; never pass a whole
 * request, error config, row or token: the redaction below is the last net, not the rule.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: { service: process.env.PLUMBLINE_SERVICE ?? 'app' },
  // Every line says of which request or job it is.
  mixin: () => {
    const { requestId, jobId, task } = currentScope() ?? {};
    return { requestId, jobId, task };
  },
  redact: {
    paths: ['password', 'accessToken', 'publicToken', 'token', 'cookie', 'authorization', 'secret'],
    censor: '[redacted]',
  },
  serializers: { error: describeError },
});

/** Name, message and stack only: HTTP clients hang credentials on their errors. */
function describeError(error: unknown) {
  if (!(error instanceof Error)) return { message: hideTokens(String(error)).slice(0, 500) };
  const code = 'code' in error ? String(error.code).slice(0, 100) : undefined;
  return {
    name: error.name,
    message: hideTokens(error.message).slice(0, 2_000),
    code,
    // Of Plaid's, by which their support finds a call.
    plaidRequestId: 'requestId' in error ? error.requestId : undefined,
    stack: error.stack && hideTokens(error.stack).slice(0, 4_000),
  };
}

/** Libraries quote arguments in their messages; Plaid's tokens are known by their shape. */
function hideTokens(text: string): string {
  return text.replace(
    /\b(access|public|link|processor|assets|user)-(sandbox|production)-[\w-]+/g,
    '[token]',
  );
}
