import type { ErrorBody, ErrorCode } from '#lib/errors';

/** What the API answered with, or why it could not be asked. Its message may be shown as it is. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly fields: Record<string, string>;

  constructor(code: ErrorCode | 'offline', message: string, fields: Record<string, string> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.fields = fields;
  }
}

/** Reads JSON. @throws ApiError */
export function getJson<Value>(path: string): Promise<Value> {
  return request<Value>(path, { method: 'GET' });
}

/**
 * Sends JSON and reads the answer.
 *
 * @param options  `keepalive` lets the request outlive the page that sends it
 * @throws ApiError
 */
export function sendJson<Value>(
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown = {},
  options: { keepalive?: boolean } = {},
): Promise<Value> {
  return request<Value>(path, {
    ...options,
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** For a caught value of any kind: words for the person. */
export function describeError(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong. Try again.';
}

async function request<Value>(path: string, init: RequestInit): Promise<Value> {
  const response = await fetch(path, init).catch(() => {
    const message = 'The server cannot be reached. Nothing was changed; check the connection.';
    throw new ApiError('offline', message);
  });
  if (response.ok) return (await response.json()) as Value;
  const body = (await response.json().catch(() => null)) as ErrorBody | null;
  // A session that ended elsewhere: the sign-in page says what to do better than any message.
  if (body?.error.code === 'unauthenticated') window.location.assign('/sign-in');
  const {
    code = 'internal',
    message = 'Something went wrong. Try again.',
    fields,
  } = body?.error ?? {};
  throw new ApiError(code, message, fields);
}
