import type { InstitutionReportDto } from '#lib/institutions/contract';
import type { LinkTokenInput } from '#lib/items/contract';

/** How Link was left, in Plaid's words. */
export type LinkExit = {
  status: string | null;
  /** `display` is the only text of Plaid's that is meant for people. */
  error: { code: string; display: string | null } | null;
  institution: { id: string; name: string } | null;
  linkSessionId: string | null;
  requestId: string | null;
};

export type ExitWords = {
  tone: 'neutral' | 'danger';
  title: string;
  description: string;
  /** Whether opening Link once more can help. */
  again: boolean;
};

type Words = { title: string; description: string; again?: boolean };

/** Where somebody was who left of their own accord, and what may have stopped them. */
const byStatus: Record<string, Words> = {
  requires_credentials: {
    title: 'You left before signing in',
    description:
      'If your details are refused, try them on the bank’s own site: a new password is set there.',
  },
  requires_questions: {
    title: 'You left at a question of the bank',
    description: 'The bank wants its security question answered before it shares anything.',
  },
  requires_selections: {
    title: 'You left at a question of the bank',
    description: 'The bank wants its security question answered before it shares anything.',
  },
  requires_code: {
    title: 'You left before entering the bank’s code',
    description: 'If no code comes, see on the bank’s own site which number or address it uses.',
  },
  choose_device: {
    title: 'You left before choosing where the code goes',
    description: 'The bank sends a code to a phone or an address it knows of you.',
  },
  requires_account_selection: {
    title: 'You left before choosing accounts',
    description: 'You are signed in at the bank only once you say which accounts it may share.',
  },
  requires_oauth: {
    title: 'The bank has not given its permission',
    description:
      'Finish on the bank’s own page. If it did not open, allow pop-ups for this site in your browser.',
  },
  institution_not_found: {
    title: 'Your bank was not found',
    description:
      'Search for it by the address of its sign-in page, or by the name of the group it belongs to.',
  },
  institution_not_supported: {
    title: 'Plaid cannot link this bank',
    description:
      'Some banks do not share transactions. If yours has several sign-in pages, look for another.',
  },
};

const unwell: Words = {
  title: 'The bank is not answering',
  description: 'That is on its side or Plaid’s, not yours. Try again in an hour.',
};
const refused: Words = {
  title: 'The bank did not share what is needed',
  description: 'On its page, allow at least one account, with its balances and transactions.',
};
const returned: Words = {
  title: 'The return from the bank could not be used',
  description: 'It belongs to another visit, or was used already. Begin once more.',
};

const silent = new Set([
  'INSTITUTION_DOWN',
  'INSTITUTION_NOT_RESPONDING',
  'INSTITUTION_NOT_AVAILABLE',
]);

const byCode: Record<string, Words> = {
  INVALID_CREDENTIALS: {
    title: 'The bank did not accept your details',
    description: 'Try them on its own site first: too many attempts lock the login.',
  },
  INVALID_MFA: {
    title: 'The bank did not accept the code or answer',
    description: 'Ask for a new code; it holds for a few minutes.',
  },
  INVALID_SEND_METHOD: {
    title: 'The bank could not send its code there',
    description: 'Choose another phone or address.',
  },
  ITEM_LOCKED: {
    title: 'The bank has locked your login',
    description: 'Unlock it on the bank’s own site, then link it.',
    again: false,
  },
  PASSWORD_RESET_REQUIRED: {
    title: 'The bank wants a new password',
    description: 'Set one on the bank’s own site, then link it.',
    again: false,
  },
  USER_SETUP_REQUIRED: {
    title: 'The bank wants something of you first',
    description: 'Sign in on its own site and finish what it asks for, then link it.',
    again: false,
  },
  MFA_NOT_SUPPORTED: {
    title: 'Plaid cannot answer how this bank checks on you',
    description: 'If the bank’s site offers another second step, choose that one and try again.',
  },
  NO_ACCOUNTS: {
    title: 'The bank shared no account',
    description: 'This login has none that can be linked. Perhaps another of yours has.',
  },
  INSUFFICIENT_CREDENTIALS: refused,
  ACCESS_NOT_GRANTED: refused,
  INSTITUTION_DOWN: unwell,
  INSTITUTION_NOT_RESPONDING: unwell,
  INSTITUTION_NOT_AVAILABLE: unwell,
  INTERNAL_SERVER_ERROR: unwell,
  PLANNED_MAINTENANCE: unwell,
  INSTITUTION_NO_LONGER_SUPPORTED: {
    title: 'Plaid cannot link this bank any more',
    description: 'The bank has ended it. What is here of it stays.',
    again: false,
  },
  INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT: {
    title: 'This bank is not released for this installation',
    description: 'Whoever runs this app must ask Plaid for it.',
    again: false,
  },
  OAUTH_STATE_ID_ALREADY_PROCESSED: returned,
  OAUTH_STATE_ID_NOT_FOUND: returned,
  INCORRECT_LINK_TOKEN: returned,
  INCORRECT_OAUTH_NONCE: returned,
  INCORRECT_DEPOSIT_VERIFICATION: {
    title: 'That was not the code of the deposit',
    description: 'It is three letters on your bank statement, beside the cent that was sent.',
  },
  TOO_MANY_VERIFICATION_ATTEMPTS: {
    title: 'The deposit cannot be confirmed any more',
    description: 'The code was wrong three times. Link the account anew.',
    again: false,
  },
  INVALID_LINK_TOKEN: {
    title: 'Link was open for too long',
    description: 'For your safety it closes after a while. Begin once more.',
  },
};

const unchanged: Record<LinkTokenInput['purpose'], string> = {
  link: 'Nothing was linked.',
  numbers: 'Nothing was linked.',
  update: 'Nothing is lost; the connection is as it was.',
  accounts: 'The shared accounts are as they were.',
  consent: 'What the bank shares is as it was.',
  verify: 'The deposit can be confirmed later.',
  income: 'Nothing of your income was shared.',
};

/** The bank that did not answer: how it is for others says whether trying again can help. */
export function findSilentBank({ error, institution }: LinkExit): string | null {
  return error && silent.has(error.code) ? (institution?.id ?? null) : null;
}

/**
 * What to say to somebody whose Link closed without success; null when they just left.
 *
 * @param report  how the bank is for everybody, where that was asked
 */
export function describeExit(
  exit: LinkExit,
  purpose: LinkTokenInput['purpose'],
  report: InstitutionReportDto | null = null,
): ExitWords | null {
  const { status, error, linkSessionId, requestId } = exit;
  if (!error && (status === null || !(status in byStatus))) return null;
  const known = error ? (byCode[error.code] ?? describeUnknown(error)) : byStatus[status ?? ''];
  if (!known) return null;
  const words = report ? { ...known, ...describeReport(exit, report) } : known;
  const reference = error && (requestId || linkSessionId);
  return {
    tone: error ? 'danger' : 'neutral',
    title: words.title,
    description: [
      words.description,
      unchanged[purpose],
      reference ? `Plaid’s reference: ${reference}.` : '',
    ]
      .filter(Boolean)
      .join(' '),
    again: words.again ?? true,
  };
}

function describeReport({ institution }: LinkExit, { level, text }: InstitutionReportDto) {
  return {
    ...(institution && { title: `${institution.name} is not answering` }),
    ...(text && { description: text }),
    again: level !== 'down',
  };
}

function describeUnknown({ code, display }: { code: string; display: string | null }): Words {
  return { title: 'Link was closed', description: display || `Plaid reported ${code}.` };
}
