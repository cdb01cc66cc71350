import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { PlaidErrorType } from 'plaid';
import { z } from 'zod';
import { requireJsonWrites } from '../http/guards.ts';
import { createRequestId } from '../ids.ts';
import { logFailure } from '../log.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { recordEvents } from './events.ts';
import {
  chooseInstitution,
  startSession,
  submitAccounts,
  submitAnswers,
  submitCredentials,
} from './flow.ts';
import { finishSession, requireLinkToken, requireSession } from './session.ts';
import { searchTiles } from './tiles.ts';

const maxBodyBytes = 128 * 1024;

const id = z.string().min(1).max(100);
const line = z.string().max(60_000);

const start = z.strictObject({ linkToken: id, institutionId: id.nullable() });
const embedded = z.strictObject({ linkToken: id });
const search = z.strictObject({ sessionId: id, words: z.string().max(200) });
const institution = z.strictObject({ sessionId: id, institutionId: id });
const credentials = z.strictObject({ sessionId: id, username: line, password: line });
const answers = z.strictObject({ sessionId: id, answers: z.array(line).max(10) });
const accounts = z.strictObject({ sessionId: id, accountIds: z.array(id).max(500) });

const linkError = z.strictObject({
  error_type: z.custom<Wire<PlaidErrorType>>(
    (type) => typeof type === 'string' && type.length < 100,
  ),
  error_code: z.string().max(100),
  error_message: z.string().max(1000),
  display_message: z.string().max(1000).nullable(),
});

const exit = z.strictObject({
  sessionId: id,
  error: linkError.nullable(),
  status: z.string().max(100).nullable(),
  institution: z.strictObject({ name: z.string().max(200), institution_id: id }).nullable(),
});

const events = z.strictObject({
  sessionId: id,
  events: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Z_]{1,60}$/),
        timestamp: z.iso.datetime(),
        metadata: z.record(z.string().max(60), z.string().max(1000).nullable()),
      }),
    )
    .min(1)
    .max(50),
});

/** What Link's frame asks of the sandbox: private to the two, and free to change. */
export function createSessionApi(sandbox: Sandbox): Hono {
  const api = new Hono();
  api.use(requireJsonWrites());
  api.use(bodyLimit({ maxSize: maxBodyBytes }));

  api.post('/start', (context) =>
    answer(context, start, (input) => startSession(sandbox, input.linkToken, input.institutionId)),
  );
  api.post('/embedded', (context) =>
    answer(context, embedded, (input) => ({
      institutions: searchTiles(requireLinkToken(sandbox, input.linkToken).request, ''),
    })),
  );
  api.post('/search', (context) =>
    answer(context, search, (input) => {
      const { token } = requireSession(sandbox, input.sessionId);
      return { institutions: searchTiles(token.request, input.words) };
    }),
  );
  api.post('/institution', (context) =>
    answer(context, institution, (input) => ({
      view: chooseInstitution(sandbox, input.sessionId, input.institutionId),
    })),
  );
  api.post('/credentials', (context) =>
    answer(context, credentials, (input) => ({
      view: submitCredentials(sandbox, input.sessionId, input.username, input.password),
    })),
  );
  api.post('/answers', (context) =>
    answer(context, answers, (input) => ({
      view: submitAnswers(sandbox, input.sessionId, input.answers),
    })),
  );
  api.post('/accounts', (context) =>
    answer(context, accounts, (input) => ({
      view: submitAccounts(sandbox, input.sessionId, input.accountIds),
    })),
  );
  api.post('/exit', (context) =>
    answer(context, exit, ({ sessionId, error, ...rest }, requestId) => {
      const session = requireSession(sandbox, sessionId);
      finishSession(sandbox, session, { kind: 'exit', error, requestId, ...rest });
      return {};
    }),
  );
  api.post('/events', (context) =>
    answer(context, events, (input) => {
      recordEvents(sandbox, requireSession(sandbox, input.sessionId).sessionId, input.events);
      return {};
    }),
  );
  return api;
}

/** Checks the body, answers with what the step says, or with Plaid's error. */
async function answer<T>(
  context: Context,
  schema: z.ZodType<T>,
  step: (input: T, requestId: string) => object,
): Promise<Response> {
  const requestId = createRequestId();
  try {
    const parsed = schema.safeParse(await context.req.json().catch(() => null));
    if (!parsed.success) {
      throw new PlaidFailure('INVALID_FIELD', { message: z.prettifyError(parsed.error) });
    }
    return context.json({ ...step(parsed.data, requestId), requestId });
  } catch (error) {
    const failure =
      error instanceof PlaidFailure ? error : new PlaidFailure('INTERNAL_SERVER_ERROR');
    if (failure !== error) {
      logFailure('a step of Link failed', error);
    }
    // Always 200: a refused login is an answer, not a failed request in the page's console.
    return context.json({ error: failure.toWire(requestId), requestId });
  }
}
