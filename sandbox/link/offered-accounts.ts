import { deriveAccountId, listAllAccounts } from '../accounts/accounts.ts';
import { suitsAnyProduct } from '../accounts/product-accounts.ts';
import { findBankUser } from '../bank/find-bank-user.ts';
import { findItem } from '../items/item.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
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

export function requireOffered(offered: OfferedAccount[], accountIds: string[]): void {
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
