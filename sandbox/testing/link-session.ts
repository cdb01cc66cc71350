import { CountryCode, type LinkTokenCreateRequest, Products } from 'plaid';
import type {
  InstitutionTile,
  LinkError,
  SessionStart,
  StepView,
  ViewOf,
} from '../link/browser/protocol.ts';
import type { TestSandbox } from './test-sandbox.ts';

export interface LinkAnswer {
  requestId: string;
  error?: LinkError;
  view: StepView;
  institutions: InstitutionTile[];
}

export const linkTokenBase: LinkTokenCreateRequest = {
  client_name: 'Plumbline',
  language: 'en',
  country_codes: [CountryCode.Us],
  user: { client_user_id: 'user-1' },
};

export interface OpenedLink {
  linkToken: string;
  start: SessionStart & { error?: LinkError };
  sessionId: string;
  /** Takes a step as the frame does, without the frame. */
  take(step: string, details?: object): Promise<LinkAnswer>;
  /** As a guest, to a bank that signs people in here. */
  takeToBank(institutionId?: string): Promise<LinkAnswer>;
}

/** Asks what Link's frame, or a bank's page, asks. */
export async function askLink<T = LinkAnswer>(
  sandbox: TestSandbox,
  step: string,
  body: object,
): Promise<T & LinkAnswer> {
  const response = await fetch(`${sandbox.url}/link/session/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T & LinkAnswer;
}

/** Opens Link with a token for what the request asks; without products it asks for transactions. */
export async function openLink(
  sandbox: TestSandbox,
  request: Partial<LinkTokenCreateRequest> = {},
): Promise<OpenedLink> {
  const { data } = await sandbox.client().linkTokenCreate({
    ...linkTokenBase,
    ...(request.access_token ? {} : { products: [Products.Transactions] }),
    ...request,
  });
  return openLinkAgain(sandbox, data.link_token);
}

/** Opens Link with a token at hand, perhaps on the way back from a bank. */
export async function openLinkAgain(
  sandbox: TestSandbox,
  linkToken: string,
  receivedRedirectUri: string | null = null,
): Promise<OpenedLink> {
  const opening = { linkToken, institutionId: null, receivedRedirectUri };
  const start = await askLink<SessionStart>(sandbox, 'start', opening);
  const { sessionId } = start;
  const take = (step: string, details: object = {}) =>
    askLink(sandbox, step, { sessionId, ...details });
  return {
    linkToken,
    start,
    sessionId,
    take,
    takeToBank: async (institutionId = 'ins_109508') => {
      await take('skip-phone');
      return take('institution', { institutionId });
    },
  };
}

/** The view, if it is the one expected. */
export function requireStep<Step extends StepView['step']>(
  answer: { view?: StepView; error?: LinkError },
  step: Step,
): ViewOf<Step> {
  const { view } = answer;
  if (view?.step !== step) {
    throw new Error(`expected step ${step}, got ${view?.step ?? answer.error?.error_code}`);
  }
  return view as ViewOf<Step>;
}

/** Signs in and shares every account offered. */
export async function linkAllAccounts(
  link: OpenedLink,
  username = 'user_good',
  password = 'pass_good',
): Promise<LinkAnswer> {
  const signedIn = await link.take('credentials', { username, password });
  const { accounts } = requireStep(signedIn, 'accounts');
  return link.take('accounts', { accountIds: accounts.map(({ id }) => id) });
}
