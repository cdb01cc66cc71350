import 'server-only';
import { z } from 'zod';
import { log } from '#lib/log';
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
  await waitForTurn(path, accessToken);
  const startedAt = performance.now();
  const finish = (fields: object) =>
    log.debug({ path, ms: Math.round(performance.now() - startedAt), ...fields }, 'plaid call');
  let data: unknown;
  try {
    ({ data } = await send());
  } catch (error) {
    const failure = toPlaidError(error);
    finish({ code: failure.code, requestId: failure.requestId, status: failure.status });
    throw failure;
  }
  const requestId = withRequestId.safeParse(data).data?.request_id ?? null;
  finish({ requestId });
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') || 'the answer';
  throw new PlaidError({
    type: noAnswer,
    code: badAnswer,
    message: `${path} answered without what we need at ${where}`,
    requestId,
    status: 200,
  });
}

function toPlaidError(error: unknown): PlaidError {
  const response =
    error instanceof Error && 'response' in error
      ? (error.response as { status?: number; data?: unknown } | undefined)
      : undefined;
  const body = errorBody.safeParse(response?.data);
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
