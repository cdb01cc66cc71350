import 'server-only';
import { randomUUID } from 'node:crypto';
import { isDatabaseUnavailable } from '#lib/db/prisma-errors';
import { AppError, type ErrorBody } from '#lib/errors';
import { log } from '#lib/log';
import { forbidStoring } from './security-headers.ts';

export function answerJson(value: unknown, status: number): Response {
  const response =
    status === 204 ? new Response(null, { status }) : Response.json(value, { status });
  return forbidStoring(response);
}

/** Every error becomes the same envelope; a bug becomes `internal` with an id that is in the log. */
export function answerError(error: unknown, request: Request): Response {
  const known = error instanceof AppError ? error : describeUnexpected(error, request);
  const { code, message, fields, data, retryAfterSeconds } = known;
  const body: ErrorBody = { error: { code, message, fields, data } };
  const headers = retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : undefined;
  return forbidStoring(Response.json(body, { status: known.status, headers }));
}

function describeUnexpected(error: unknown, request: Request): AppError {
  const errorId = randomUUID();
  const { pathname } = new URL(request.url);
  log.error({ error, errorId, method: request.method, path: pathname }, 'request failed');
  if (isDatabaseUnavailable(error)) {
    return new AppError(
      'unavailable',
      'The database is not reachable. Nothing was lost; try again.',
      {
        retryAfterSeconds: 5,
      },
    );
  }
  return new AppError('internal', `Something went wrong on our side (${errorId}). Try again.`);
}
