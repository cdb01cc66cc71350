import type { LinkSessionSuccessMetadataAccount } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import type { Wire } from '../plaid/wire.ts';
import type { AccountChoice } from './browser/protocol.ts';

/** An account Link offers, before or after it is stored. */
export type OfferedAccount = Pick<
  Account,
  'account_id' | 'name' | 'mask' | 'type' | 'subtype' | 'current' | 'iso_currency_code'
> & { selected: boolean };

export function toAccountChoices(accounts: OfferedAccount[]): AccountChoice[] {
  return accounts.map((account) => ({
    id: account.account_id,
    name: account.name,
    mask: account.mask,
    type: account.type,
    subtype: account.subtype,
    current: account.current,
    currency: account.iso_currency_code ?? 'USD',
    selected: account.selected,
  }));
}

/** The accounts as onSuccess names them. */
export function toLinkAccounts(
  accounts: Account[],
): Required<Wire<LinkSessionSuccessMetadataAccount>>[] {
  return accounts.map((account) => ({
    id: account.account_id,
    name: account.name,
    mask: account.mask,
    type: account.type,
    subtype: account.subtype ?? '',
    verification_status: account.verification_status,
    class_type: null,
  }));
}
