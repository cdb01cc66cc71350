import 'server-only';
import { randomUUID } from 'node:crypto';
import { isDatabaseUnavailable, isDiskFull } from '#lib/db/prisma-errors';
import { AppError, type ErrorBody } from '#lib/errors';
import { log } from '#lib/log';
import { currentScope } from '#lib/scope';
import { forbidStoring } from './security-headers.ts';

export function answerJson(value: unknown, status: number): Response {
  const response =
    status === 204 ? new Response(null, { status }) : Response.json(value, { status });
  return forbidStoring(response);
}

/** A route as it is in the file tree: the address that was asked for may end in a secret. */
type Place = { method: string; path: string };

/** Every error becomes the same envelope; a bug becomes `internal` with its request's id, which is in the log. */
export function answerError(error: unknown, place: Place): Response {
  if (error instanceof AppError) return answerRefusal(error);
  const id = currentScope()?.requestId ?? randomUUID();
  return answerRefusal(describeUnexpected(error, place, id), id);
}

/** @param id  of a failure that is in the log, for people to quote */
export function answerRefusal(refusal: AppError, id?: string): Response {
  const { code, message, fields, data, status, retryAfterSeconds, challenge } = refusal;
  const body: ErrorBody = { error: { code, message, fields, data, id } };
  const headers = {
    ...(retryAfterSeconds && { 'retry-after': String(retryAfterSeconds) }),
    ...(challenge && { 'www-authenticate': challenge }),
  };
  return forbidStoring(Response.json(body, { status, headers }));
}

function describeUnexpected(error: unknown, { method, path }: Place, id: string): AppError {
  log.error({ error, id, method, path }, 'request failed');
  if (isDiskFull(error)) {
    return new AppError(
      'unavailable',
      'The server’s disk is full, so this was not saved. Nothing that was saved is lost. Try again later; whoever runs this server has to make room.',
      { retryAfterSeconds: 60 },
    );
  }
  if (isDatabaseUnavailable(error)) {
    return new AppError(
      'unavailable',
      'The database is not reachable. Nothing was lost; try again.',
      {
        retryAfterSeconds: 5,
      },
    );
  }
  return new AppError('internal', `Something went wrong on our side (${id}). Try again.`);
}
