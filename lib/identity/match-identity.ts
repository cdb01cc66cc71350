import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { toBankError } from '#lib/items/plaid-failure';
import { recordItem } from '#lib/items/record-item';
import { matchIdentity, type Person, type ProviderMatch } from '#lib/plaid/identity';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import type { MatchDto, OwnDetails } from './contract.ts';
import { factKinds } from './fact-kinds.ts';
import { judgeScore } from './judge-score.ts';
import { readOwnDetails } from './own-details.ts';

const accountLimit = 1_000;
const fieldOf = { names: 'name', addresses: 'address', phones: 'phone', emails: 'email' } as const;

/**
 * Has Plaid judge how well what the person says is right fits what a bank has on file. What comes of it is told and kept nowhere.
 *
 * @throws AppError not_found; forbidden when another member linked it; nothing_to_verify where they said nothing yet;
 * item_disconnected; item_needs_you; plaid_error or plaid_unavailable
 */
export async function matchWithBank(viewer: Viewer, itemId: string): Promise<MatchDto[]> {
  const { householdId } = viewer;
  await requireOwnItem(viewer, itemId);
  const person = toPerson(await readOwnDetails(viewer));
  if (Object.values(person).every((value) => value === null)) {
    throw new AppError(
      'nothing_to_verify',
      'Say first what is right: there is nothing yet that could be compared. Nothing was sent.',
    );
  }
  const accessToken = await readAccessToken(householdId, itemId);
  const matches = await matchIdentity(accessToken, person).catch((error: unknown) => {
    throw toBankError(error, 'Plaid could not compare them');
  });
  const ref = { householdId, itemId };
  await db().$transaction((tx) => recordItem(tx, ref, { kind: 'identity_matched', details: {} }));
  const accounts = await db().account.findMany({
    where: { householdId, itemId, removedAt: null },
    select: { id: true, plaidAccountId: true, ...accountNameColumns },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: accountLimit,
  });
  const named = new Map(
    accounts.map((row) => [row.plaidAccountId, { id: row.id, name: accountNameOf(row) }]),
  );
  return groupMatches(matches, named);
}

/** Of several that are right, the first. */
function toPerson(details: OwnDetails): Person {
  const right = <Value>(said: { value: Value; isRight: boolean }[]): Value | null =>
    said.find(({ isRight }) => isRight)?.value ?? null;
  return {
    name: right(details.names),
    address: right(details.addresses),
    phone: right(details.phones),
    email: right(details.emails),
  };
}

/** Accounts of which Plaid says the same, together. */
function groupMatches(
  matches: readonly ProviderMatch[],
  named: ReadonlyMap<string | null, { id: string; name: string }>,
): MatchDto[] {
  const groups = new Map<string, MatchDto>();
  for (const match of matches) {
    const account = named.get(match.plaidAccountId);
    if (!account) continue;
    const scores = factKinds.map((kind) => {
      const score = match[fieldOf[kind]];
      return { kind, score, meaning: judgeScore(kind, score) };
    });
    const key = JSON.stringify(scores);
    const group = groups.get(key) ?? { accounts: [], scores };
    group.accounts.push(account);
    groups.set(key, group);
  }
  return [...groups.values()];
}
