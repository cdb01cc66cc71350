import { listAccounts } from '../accounts/accounts.ts';
import { findInstitution } from '../institutions/institutions.ts';
import { listScopes } from '../items/consent.ts';
import { createItem, type NewItem } from '../items/create-item.ts';
import { findItem } from '../items/item.ts';
import { repairLogin } from '../items/login.ts';
import { selectAccounts } from '../items/select-accounts.ts';
import { createPublicToken } from '../items/tokens.ts';
import type { Sandbox } from '../sandbox.ts';
import { requestStatements } from '../statements/statement-periods.ts';
import { defaultDaysRequested } from '../transactions/updates.ts';
import { toLinkAccounts } from './account-choices.ts';
import { findTokenUserId, type LinkTokenRequest, listInitialProducts } from './link-token.ts';
import { listOfferedAccounts, requireOffered } from './offered-accounts.ts';
import type { AddedItem, LinkSession } from './session.ts';

/** Makes the Item, or repairs the one the token names. Null accounts: the choice was not offered. */
export function addItem(
  sandbox: Sandbox,
  session: LinkSession,
  accountIds: string[] | null,
  numbers?: NewItem['numbers'],
): AddedItem {
  const { token, progress } = session;
  if (accountIds !== null) {
    requireOffered(listOfferedAccounts(sandbox, session), accountIds);
  }
  if (token.itemId === null) {
    createItem(sandbox, {
      itemId: progress.itemId,
      clientId: token.clientId,
      institutionId: progress.institutionId ?? '',
      userId: findTokenUserId(sandbox, token),
      username: progress.username,
      password: progress.password,
      webhook: token.request.webhook ?? null,
      products: listInitialProducts(token.request),
      additionalProducts: token.request.additional_consented_products ?? [],
      daysRequested: token.request.transactions?.days_requested ?? defaultDaysRequested,
      statements: token.request.statements ?? null,
      accountIds: accountIds ?? [],
      numbers,
    });
  } else {
    repairLogin(sandbox, token.itemId, false);
    addConsent(sandbox, token.itemId, token.request);
    if (accountIds !== null) {
      selectAccounts(sandbox, token.itemId, accountIds);
    }
  }
  const institution = findInstitution(progress.institutionId ?? '');
  return {
    publicToken: createPublicToken(sandbox, token.clientId, progress.itemId),
    institution: institution ? { name: institution.name, institution_id: institution.id } : null,
    accounts: toLinkAccounts(listAccounts(sandbox.db, progress.itemId)),
  };
}

function addConsent(sandbox: Sandbox, itemId: string, request: LinkTokenRequest): void {
  const item = findItem(sandbox.db, itemId);
  if (!item) {
    return;
  }
  const added = [...(request.products ?? []), ...(request.additional_consented_products ?? [])];
  sandbox.db.run(
    'UPDATE items SET consented_scopes_json = ?, products_json = ? WHERE item_id = ?',
    JSON.stringify([...new Set([...item.consentedScopes, ...listScopes(added)])]),
    JSON.stringify([...new Set([...item.products, ...(request.products ?? [])])]),
    itemId,
  );
  if (added.includes('statements') && !item.products.includes('statements')) {
    requestStatements(sandbox, itemId, request.statements ?? null);
  }
}
