import 'server-only';
import { z } from 'zod';
import { log } from '#lib/log';
import { boundCode } from '#lib/metrics/bound-label';
import { metrics } from '#lib/metrics/metrics';
import { inSpan } from '#lib/traces/span';
import { noteCall } from './call-tally.ts';
import { badAnswer, noAnswer, PlaidError } from './plaid-error.ts';
import { waitForTurn } from './rate-limits.ts';

const errorBody = z.object({
  error_type: z.string().max(100),
  error_code: z.string().max(100),
  error_message: z.string().nullish(),
  display_message: z.string().nullish(),
  request_id: z.string().nullish(),
});

const withRequestId = z.object({ request_id: z.string().optional() });

/**
 * Makes one call and parses what we depend on; unknown fields pass, as Plaid adds them at will.
 *
 * @param path     for the log
 * @param send     the call of the official client
 * @param schema   what must be in the answer
 * @param accessToken  the Item's, when the call is about one: its calls are counted
 * @throws PlaidError always, whatever went wrong
 */
export async function callPlaid<Value>(
  path: string,
  send: () => Promise<{ data: unknown }>,
  schema: z.ZodType<Value>,
  accessToken: string | null = null,
): Promise<Value> {
  const readId = ({ data }: { data: unknown }) => withRequestId.safeParse(data).data?.request_id;
  const { answer, requestId } = await sendCall(path, send, readId, accessToken);
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer';
  throw refuseAnswer(`${path} answered without what we need at ${where}`, requestId);
}

/** Waits for its turn, sends, and notes how long it took. @throws PlaidError */
export async function sendCall<Answer>(
  path: string,
  send: () => Promise<Answer>,
  readId: (answer: Answer) => string | undefined,
  accessToken: string | null,
): Promise<{ answer: Answer; requestId: string | null }> {
  await waitForTurn(path, accessToken);
  return inSpan(`plaid ${path}`, 'client', { 'plaid.endpoint': path }, () =>
    sendNow(path, send, readId),
  );
}

async function sendNow<Answer>(
  path: string,
  send: () => Promise<Answer>,
  readId: (answer: Answer) => string | undefined,
): Promise<{ answer: Answer; requestId: string | null }> {
  const startedAt = performance.now();
  const finish = (fields: object, failure?: PlaidError) => {
    const ms = performance.now() - startedAt;
    log.debug({ path, ms: Math.round(ms), ...fields }, 'plaid call');
    countCall(path, ms / 1000, failure);
  };
  try {
    const answer = await send();
    const requestId = readId(answer) ?? null;
    finish({ plaidRequestId: requestId });
    return { answer, requestId };
  } catch (error) {
    const failure = toPlaidError(error);
    const { code, requestId: plaidRequestId, status } = failure;
    finish({ code, plaidRequestId, status }, failure);
    throw failure;
  }
}

function countCall(endpoint: string, seconds: number, failure?: PlaidError): void {
  const { plaidCalls, plaidSeconds, plaidRateLimited } = metrics();
  const outcome = failure ? boundCode(failure.code) : 'ok';
  noteCall(endpoint, outcome, seconds * 1_000, failure?.status === 429);
  plaidCalls.inc({ endpoint, outcome });
  plaidSeconds.observe({ endpoint }, seconds);
  if (failure?.status === 429) plaidRateLimited.inc({ endpoint, by: 'plaid' });
}

/** Of an answer that came, and is not what was asked for. */
export function refuseAnswer(message: string, requestId: string | null): PlaidError {
  return new PlaidError({ type: noAnswer, code: badAnswer, message, requestId, status: 200 });
}

function toPlaidError(error: unknown): PlaidError {
  const response =
    error instanceof Error && 'response' in error
      ? (error.response as { status?: number; data?: unknown } | undefined)
      : undefined;
  const body = errorBody.safeParse(readErrorBody(response?.data));
  if (body.success) {
    return new PlaidError({
      type: body.data.error_type,
      code: body.data.error_code,
      message: body.data.error_message ?? body.data.error_code,
      display: body.data.display_message,
      requestId: body.data.request_id,
      status: response?.status,
    });
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  return new PlaidError({
    type: noAnswer,
    code: response ? badAnswer : noAnswer,
    message: response ? `HTTP ${response.status} without an error body` : code,
    status: response?.status,
  });
}

/** Where bytes were asked for, an error comes as bytes, too. */
function readErrorBody(data: unknown): unknown {
  if (!(data instanceof ArrayBuffer) && !Buffer.isBuffer(data)) return data;
  try {
    return JSON.parse(Buffer.from(data as ArrayBuffer).toString('utf8'));
  } catch {
    return undefined;
  }
}
