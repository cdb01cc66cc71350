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
import { announceFinish } from './announce.ts';
import type { StepView } from './browser/protocol.ts';
import { recordEvents } from './events.ts';
import { finishSession, requireLinkToken, requireSession } from './session.ts';
import { finishAdding, linkAnother } from './steps/another.ts';
import { decideAtBankPage, describeBankPage, signInAtBankPage } from './steps/bank-page.ts';
import { submitAccounts } from './steps/choose-accounts.ts';
import { chooseInstant, chooseInstitution, searchAgain } from './steps/choose-institution.ts';
import { submitDepositCode } from './steps/deposit.ts';
import { chooseNumbers, submitNumbers } from './steps/numbers.ts';
import { reopenBankPage, returnFromBank, watchBankPage } from './steps/oauth.ts';
import { openSession } from './steps/open.ts';
import {
  chooseDocuments,
  chooseEmployer,
  provePayroll,
  signInAtPayroll,
  submitDocuments,
} from './steps/payroll.ts';
import { chooseSaved, skipPhone, submitCode, submitPhone } from './steps/returning-user.ts';
import { submitAnswers, submitCredentials } from './steps/sign-in.ts';
import { searchTiles } from './tiles.ts';

const maxBodyBytes = 128 * 1024;

const id = z.string().min(1).max(100);
const line = z.string().max(60_000);
const session = z.strictObject({ sessionId: id });
const visit = z.strictObject({ oauthStateId: id });

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

type Serve = (sandbox: Sandbox, context: Context) => Promise<Response>;

/** A step of the flow: what it takes, and the view it leads to. */
function step<Input>(
  input: z.ZodType<Input>,
  run: (sandbox: Sandbox, input: Input) => StepView,
): Serve {
  return (sandbox, context) => answer(context, input, (given) => ({ view: run(sandbox, given) }));
}

const routingOrAccount = z.string().regex(/^\d{4,17}$/);

const steps: Record<string, Serve> = {
  phone: step(session.extend({ phone: z.string().max(40) }), (sandbox, { sessionId, phone }) =>
    submitPhone(sandbox, sessionId, phone),
  ),
  'skip-phone': step(session, (sandbox, { sessionId }) => skipPhone(sandbox, sessionId)),
  otp: step(session.extend({ code: z.string().max(20) }), (sandbox, { sessionId, code }) =>
    submitCode(sandbox, sessionId, code),
  ),
  saved: step(session.extend({ institutionId: id }), (sandbox, { sessionId, institutionId }) =>
    chooseSaved(sandbox, sessionId, institutionId),
  ),
  instant: step(session, (sandbox, { sessionId }) => chooseInstant(sandbox, sessionId)),
  manual: step(session, (sandbox, { sessionId }) => chooseNumbers(sandbox, sessionId)),
  'search-again': step(session, (sandbox, { sessionId }) => searchAgain(sandbox, sessionId)),
  institution: step(
    session.extend({ institutionId: id }),
    (sandbox, { sessionId, institutionId }) => chooseInstitution(sandbox, sessionId, institutionId),
  ),
  credentials: step(
    session.extend({ username: line, password: line }),
    (sandbox, { sessionId, username, password }) =>
      submitCredentials(sandbox, sessionId, username, password),
  ),
  answers: step(
    session.extend({ answers: z.array(line).max(10) }),
    (sandbox, { sessionId, answers }) => submitAnswers(sandbox, sessionId, answers),
  ),
  accounts: step(
    session.extend({ accountIds: z.array(id).max(500) }),
    (sandbox, { sessionId, accountIds }) => submitAccounts(sandbox, sessionId, accountIds),
  ),
  numbers: step(
    session.extend({
      routingNumber: routingOrAccount,
      accountNumber: routingOrAccount,
      name: z.string().max(200),
      subtype: z.enum(['checking', 'savings']),
    }),
    (sandbox, { sessionId, ...numbers }) => submitNumbers(sandbox, sessionId, numbers),
  ),
  deposit: step(session.extend({ code: z.string().max(20) }), (sandbox, { sessionId, code }) =>
    submitDepositCode(sandbox, sessionId, code),
  ),
  employer: step(session, (sandbox, { sessionId }) => chooseEmployer(sandbox, sessionId)),
  'payroll-login': step(
    session.extend({ username: line, password: line }),
    (sandbox, { sessionId, username, password }) =>
      signInAtPayroll(sandbox, sessionId, username, password),
  ),
  'payroll-proof': step(
    session.extend({ answers: z.array(z.string().max(20)).length(1) }),
    (sandbox, { sessionId, answers }) => provePayroll(sandbox, sessionId, answers[0] ?? ''),
  ),
  'choose-documents': step(session, (sandbox, { sessionId }) =>
    chooseDocuments(sandbox, sessionId),
  ),
  documents: step(session, (sandbox, { sessionId }) => submitDocuments(sandbox, sessionId)),
  'bank-again': step(session, (sandbox, { sessionId }) => reopenBankPage(sandbox, sessionId)),
  'bank-return': step(session, (sandbox, { sessionId }) => returnFromBank(sandbox, sessionId)),
  another: step(session, (sandbox, { sessionId }) => linkAnother(sandbox, sessionId)),
  finish: step(session, (sandbox, { sessionId }) => finishAdding(sandbox, sessionId)),
};

/** What Link's frame, and the bank's own page, ask of the sandbox: private to them, and free to change. */
export function createSessionApi(sandbox: Sandbox): Hono {
  const api = new Hono();
  api.use(requireJsonWrites());
  api.use(bodyLimit({ maxSize: maxBodyBytes }));
  for (const [name, serve] of Object.entries(steps)) {
    api.post(`/${name}`, (context) => serve(sandbox, context));
  }
  addSessionRoutes(api, sandbox);
  addBankRoutes(api, sandbox);
  return api;
}

function addSessionRoutes(api: Hono, sandbox: Sandbox): void {
  const start = z.strictObject({
    linkToken: id,
    institutionId: id.nullable(),
    receivedRedirectUri: z.string().max(2000).nullable(),
  });
  api.post('/start', (context) =>
    answer(context, start, (opening) => openSession(sandbox, opening)),
  );
  api.post('/embedded', (context) =>
    answer(context, z.strictObject({ linkToken: id }), ({ linkToken }) => ({
      institutions: searchTiles(requireLinkToken(sandbox, linkToken).request, ''),
    })),
  );
  api.post('/search', (context) =>
    answer(context, session.extend({ words: z.string().max(200) }), ({ sessionId, words }) => ({
      institutions: searchTiles(requireSession(sandbox, sessionId).token.request, words),
    })),
  );
  api.post('/bank-watch', (context) =>
    answer(context, session, ({ sessionId }) => watchBankPage(sandbox, sessionId)),
  );
  api.post('/exit', (context) =>
    answer(context, exit, ({ sessionId, error, ...rest }, requestId) => {
      const left = requireSession(sandbox, sessionId);
      if (finishSession(sandbox, left, { kind: 'exit', error, requestId, ...rest })) {
        announceFinish(sandbox, left, []);
      }
      return {};
    }),
  );
  api.post('/events', (context) =>
    answer(context, events, (input) => {
      recordEvents(sandbox, requireSession(sandbox, input.sessionId), input.events);
      return {};
    }),
  );
}

function addBankRoutes(api: Hono, sandbox: Sandbox): void {
  api.post('/bank', (context) =>
    answer(context, visit, ({ oauthStateId }) => describeBankPage(sandbox, oauthStateId)),
  );
  api.post('/bank-sign-in', (context) =>
    answer(
      context,
      visit.extend({ username: line, password: line }),
      ({ oauthStateId, username, password }) =>
        signInAtBankPage(sandbox, oauthStateId, username, password),
    ),
  );
  api.post('/bank-decide', (context) =>
    answer(
      context,
      visit.extend({ accountIds: z.array(id).max(500).nullable() }),
      ({ oauthStateId, accountIds }) => decideAtBankPage(sandbox, oauthStateId, accountIds),
    ),
  );
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
