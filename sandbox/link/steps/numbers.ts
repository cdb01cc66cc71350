import { findInstitution } from '../../institutions/institutions.ts';
import type { NewItem } from '../../items/create-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import type { LinkTokenRequest } from '../link-token.ts';
import { listOfferedAccounts } from '../offered-accounts.ts';
import { type LinkSession, requireSession, saveProgress } from '../session.ts';
import { toTile } from '../tiles.ts';
import { complete } from './complete.ts';
import { openDeposit } from './deposit.ts';

type Verification = NonNullable<NewItem['numbers']>;

export interface EnteredNumbers {
  routingNumber: string;
  accountNumber: string;
  name: string;
  subtype: 'checking' | 'savings';
}

/** The bank whose accounts Link knows only in part: numbers are typed in and compared. */
const matchingBankId = 'ins_109512';
/** The bank to which a deposit takes seconds, so that its code is asked for at once. */
const instantDepositBankId = 'ins_135858';

/** Plaid's test numbers; every other account number fails its check. */
const goodAccount = '1111222233331111';
const depositAccount = '1111222233330000';
const cautionAccount = '1111222233333333';
const instantRouting = '333333334';

/** Whether an account can be linked without a login: for payments only, and when the token asks for a way. */
export function offersNumbers(request: LinkTokenRequest): boolean {
  const products = request.products ?? [];
  const auth = request.auth ?? {};
  return (
    products.length > 0 &&
    products.every((product) => product === 'auth' || product === 'transfer') &&
    [
      auth.same_day_microdeposits_enabled,
      auth.instant_microdeposits_enabled,
      auth.database_insights_enabled,
      auth.database_match_enabled,
    ].includes(true)
  );
}

/** Whether the chosen account's numbers must be typed in because the bank does not tell them. */
export function asksForNumbers(session: LinkSession): boolean {
  const { request, itemId } = session.token;
  return (
    itemId === null &&
    session.progress.institutionId === matchingBankId &&
    (request.products ?? []).includes('auth')
  );
}

/** Whether a bank is linked by numbers alone, without a login. */
export function needsNumbersOnly(request: LinkTokenRequest, institutionId: string): boolean {
  return (
    institutionId === instantDepositBankId &&
    offersNumbers(request) &&
    request.auth?.instant_microdeposits_enabled === true
  );
}

/** Login or numbers: the person decides before choosing a bank. */
export function openAuthType(sandbox: Sandbox, session: LinkSession): StepView {
  saveProgress(sandbox, session, { step: 'auth-type' });
  return { step: 'auth-type' };
}

export function openNumbers(sandbox: Sandbox, session: LinkSession): StepView {
  const { progress } = saveProgress(sandbox, session, { step: 'numbers' });
  const institution = findInstitution(progress.institutionId ?? '');
  const isMatch = asksForNumbers(session);
  const isInstant = institution?.id === instantDepositBankId;
  return {
    step: 'numbers',
    institution: institution ? toTile(institution) : null,
    asksName: !isMatch,
    hint: {
      routingNumber: isMatch ? '021000021' : isInstant ? instantRouting : '110000000',
      accountNumber: isMatch ? goodAccount : depositAccount,
    },
  };
}

/** The person would rather type numbers than look for a bank. */
export function chooseNumbers(sandbox: Sandbox, sessionId: string): StepView {
  const session = requireSession(sandbox, sessionId, 'auth-type', 'institution', 'numbers');
  if (!offersNumbers(session.token.request)) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: 'this session links no account by numbers',
    });
  }
  return openNumbers(sandbox, saveProgress(sandbox, session, { institutionId: null }));
}

export function submitNumbers(
  sandbox: Sandbox,
  sessionId: string,
  numbers: EnteredNumbers,
): StepView {
  const session = requireSession(sandbox, sessionId, 'numbers');
  if (!isRoutingNumber(numbers.routingNumber)) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: 'the routing number is not one',
      display: 'That is not the routing number of a bank. Please check it.',
    });
  }
  if (asksForNumbers(session)) {
    return complete(
      sandbox,
      session,
      session.progress.accountIds,
      matchNumbers(session.token.request, numbers),
    );
  }
  const holder = saveProgress(sandbox, session, {
    institutionId: null,
    username: 'user_custom',
    password: describeAccount(numbers),
  });
  const accountIds = listOfferedAccounts(sandbox, holder).map(({ account_id }) => account_id);
  const ready = saveProgress(sandbox, holder, { accountIds });
  if (numbers.routingNumber === instantRouting) {
    return openDeposit(sandbox, ready, numbers.accountNumber.slice(-4));
  }
  return complete(sandbox, ready, accountIds, verifyNumbers(session.token.request, numbers));
}

/** Compares with what the bank has told: the number at once, or a deposit that Plaid watches arrive. */
function matchNumbers(request: LinkTokenRequest, numbers: EnteredNumbers): Verification {
  const auth = request.auth ?? {};
  if (numbers.accountNumber === goodAccount && auth.instant_match_enabled !== false) {
    return { authMethod: 'INSTANT_MATCH', status: null };
  }
  if (numbers.accountNumber === depositAccount && auth.automated_microdeposits_enabled) {
    return { authMethod: 'AUTOMATED_MICRODEPOSITS', status: 'pending_automatic_verification' };
  }
  throw new PlaidFailure('INVALID_FIELD', {
    message: 'the numbers do not belong to the chosen account',
    display: 'These numbers do not belong to the account you chose. Please check them.',
  });
}

/** Without a bank's login: looked up in a database if the token says so, or proved by a deposit. */
function verifyNumbers(request: LinkTokenRequest, numbers: EnteredNumbers): Verification {
  const auth = request.auth ?? {};
  if (auth.database_match_enabled && numbers.accountNumber === goodAccount) {
    return { authMethod: 'DATABASE_MATCH', status: 'database_matched' };
  }
  if (auth.database_insights_enabled) {
    const status =
      numbers.accountNumber === goodAccount
        ? 'database_insights_pass'
        : numbers.accountNumber === cautionAccount
          ? 'database_insights_pass_with_caution'
          : 'database_insights_fail';
    return { authMethod: 'DATABASE_INSIGHTS', status };
  }
  if (auth.same_day_microdeposits_enabled) {
    return { authMethod: 'SAME_DAY_MICRODEPOSITS', status: 'pending_manual_verification' };
  }
  throw new PlaidFailure('ITEM_NOT_SUPPORTED');
}

/** The account as the bank's data: a configuration of user_custom, so that it answers like any other. */
function describeAccount(numbers: EnteredNumbers): string {
  const { routingNumber, accountNumber, name, subtype } = numbers;
  return JSON.stringify({
    override_accounts: [
      {
        type: 'depository',
        subtype,
        meta: {
          name: subtype === 'checking' ? 'Checking' : 'Savings',
          mask: accountNumber.slice(-4),
        },
        numbers: { account: accountNumber, ach_routing: routingNumber },
        identity: { names: [name] },
        transactions: [],
      },
    ],
  });
}

/** Nine digits whose weighted sum ends in 0: the American Bankers Association's check. */
function isRoutingNumber(text: string): boolean {
  const weights = [3, 7, 1];
  const sum = [...text].reduce(
    (total, digit, index) => total + Number(digit) * (weights[index % 3] ?? 0),
    0,
  );
  return /^\d{9}$/.test(text) && sum % 10 === 0;
}
