import type { ErrorBody, ErrorCode } from '#lib/errors';
import { goToSignIn } from './go-to-sign-in.ts';

/** `declined`: the person, their browser or their device would not give what the API needs. */
type ClientCode = ErrorCode | 'offline' | 'declined';

/** What the API answered with, or why it could not be asked. Its message may be shown as it is. */
export class ApiError extends Error {
  readonly code: ClientCode;
  readonly fields: Record<string, string>;
  readonly data: Record<string, unknown>;

  constructor(
    code: ClientCode,
    message: string,
    { fields = {}, data = {} }: Partial<Pick<ApiError, 'fields' | 'data'>> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.fields = fields;
    this.data = data;
  }
}

/** Longer than any answer takes; whoever waits for one that never comes is told. */
const longestReadMs = 30_000;

/** Reads JSON. @throws ApiError */
export function getJson<Value>(path: string): Promise<Value> {
  return request<Value>(path, { method: 'GET', signal: AbortSignal.timeout(longestReadMs) });
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

/** Sends bytes as they are and reads the answer. @throws ApiError */
export function sendBytes<Value>(path: string, body: Blob): Promise<Value> {
  const headers = { 'content-type': 'application/octet-stream' };
  return request<Value>(path, { method: 'POST', headers, body });
}

/** Sends JSON and takes the file that is answered, with its name. @throws ApiError */
export async function sendForFile(
  path: string,
  body: unknown,
): Promise<{ blob: Blob; name: string }> {
  const response = await send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'document';
  return { blob: await response.blob(), name };
}

/** For a caught value of any kind: words for the person, with the reference that Plaid's support asks for. */
export function describeError(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong. Try again.';
  const { requestId } = error.data;
  return requestId ? `${error.message} Plaid’s reference: ${requestId}.` : error.message;
}

/** Longer than an answer is on its way with the cookie that another request was still sent without. */
const renewedCookieMs = 300;

async function request<Value>(path: string, init: RequestInit): Promise<Value> {
  const response = await send(path, init);
  return response.status === 204 ? (undefined as Value) : ((await response.json()) as Value);
}

/** @returns a success @throws ApiError */
async function send(path: string, init: RequestInit): Promise<Response> {
  let { response, body } = await ask(path, init);
  if (body?.error.code === 'unauthenticated') {
    // The person may just have proved who they are, and the session's token was replaced.
    await new Promise((resolve) => setTimeout(resolve, renewedCookieMs));
    ({ response, body } = await ask(path, init));
  }
  if (response.ok) return response;
  // A session that ended elsewhere: the sign-in page says what to do better than any message.
  if (body?.error.code === 'unauthenticated') goToSignIn();
  const {
    code = 'internal',
    message = 'Something went wrong. Try again.',
    fields,
    data,
  } = body?.error ?? {};
  throw new ApiError(code, message, { fields, data });
}

/** `body` is of a refusal alone; what else was answered is still to be read. */
async function ask(path: string, init: RequestInit) {
  const response = await fetch(path, init).catch(() => {
    const message = 'The server cannot be reached. Nothing was changed; check the connection.';
    throw new ApiError('offline', message);
  });
  const body = response.ok ? null : await response.json().catch(() => null);
  return { response, body: body as ErrorBody | null };
}
