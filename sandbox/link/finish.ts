import {
  type Account,
  deriveAccountId,
  listAccounts,
  listAllAccounts,
} from '../accounts/accounts.ts';
import { suitsAnyProduct } from '../accounts/product-accounts.ts';
import { findBankUser } from '../bank/find-bank-user.ts';
import { listScopes } from '../items/consent.ts';
import { createItem } from '../items/create-item.ts';
import { findItem } from '../items/item.ts';
import { repairLogin } from '../items/login.ts';
import { selectAccounts } from '../items/select-accounts.ts';
import { createPublicToken } from '../items/tokens.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { requestStatements } from '../statements/statement-periods.ts';
import { defaultDaysRequested } from '../transactions/updates.ts';
import { findNamedUser } from '../users/user.ts';
import type { OfferedAccount } from './account-choices.ts';
import { type LinkTokenRequest, listInitialProducts } from './link-token.ts';
import type { LinkSession } from './session.ts';

/** The accounts a person can choose from: those that suit the products and the token's filters. */
export function listOfferedAccounts(sandbox: Sandbox, session: LinkSession): OfferedAccount[] {
  const { token, progress } = session;
  const item = token.itemId === null ? null : findItem(sandbox.db, token.itemId);
  if (item) {
    const products = [...item.products, ...listInitialProducts(token.request)];
    return listAllAccounts(sandbox.db, item.itemId)
      .filter((account) => account.selected === 1 || suitsAnyProduct(products, account))
      .filter((account) => passesFilters(token.request, account))
      .map((account) => ({ ...account, selected: account.selected === 1 }));
  }
  const user = findBankUser(progress.username, progress.password, {
    seed: progress.itemId,
    createdOn: sandbox.clock.today(),
  });
  const products = [
    ...listInitialProducts(token.request),
    ...(token.request.additional_consented_products ?? []),
  ];
  return (user?.accounts ?? [])
    .filter((account) => suitsAnyProduct(products, account))
    .filter((account) => passesFilters(token.request, account))
    .map((account) => ({
      account_id: deriveAccountId(progress.itemId, account.key),
      name: account.name,
      mask: account.mask,
      type: account.type,
      subtype: account.subtype,
      current: account.current,
      iso_currency_code: account.isoCurrencyCode,
      selected: true,
    }));
}

/** Makes the Item, or repairs the one the token names. Null accounts: the choice was not offered. */
export function finishLink(
  sandbox: Sandbox,
  session: LinkSession,
  accountIds: string[] | null,
): { publicToken: string; accounts: Account[] } {
  const { token, progress } = session;
  if (accountIds !== null) {
    requireOffered(listOfferedAccounts(sandbox, session), accountIds);
  }
  if (token.itemId === null) {
    createItem(sandbox, {
      itemId: progress.itemId,
      clientId: token.clientId,
      institutionId: progress.institutionId ?? '',
      userId: findNamedUser({ sandbox, clientId: token.clientId }, token.request)?.userId ?? null,
      username: progress.username,
      password: progress.password,
      webhook: token.request.webhook ?? null,
      products: listInitialProducts(token.request),
      additionalProducts: token.request.additional_consented_products ?? [],
      daysRequested: token.request.transactions?.days_requested ?? defaultDaysRequested,
      statements: token.request.statements ?? null,
      accountIds: accountIds ?? [],
    });
  } else {
    repairLogin(sandbox, token.itemId, false);
    addConsent(sandbox, token.itemId, token.request);
    if (accountIds !== null) {
      selectAccounts(sandbox, token.itemId, accountIds);
    }
  }
  return {
    publicToken: createPublicToken(sandbox, token.clientId, progress.itemId),
    accounts: listAccounts(sandbox.db, progress.itemId),
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

function requireOffered(offered: OfferedAccount[], accountIds: string[]): void {
  const known = new Set(offered.map((account) => account.account_id));
  if (accountIds.length === 0 || !accountIds.every((id) => known.has(id))) {
    throw new PlaidFailure('INVALID_ACCOUNT_ID');
  }
}

/** A subtype filter names subtypes of a type, or "all"; types it does not mention are left out. */
function passesFilters(
  request: LinkTokenRequest,
  account: { type: string; subtype: string | null },
): boolean {
  const filters = request.account_filters;
  if (!filters || Object.keys(filters).length === 0) {
    return true;
  }
  const filter = Object.entries(filters).find(([type]) => type === account.type)?.[1];
  const allowed: readonly string[] = filter?.account_subtypes ?? [];
  return allowed.includes('all') || (account.subtype !== null && allowed.includes(account.subtype));
}
