import type { Holding, InvestmentAccount } from 'plaid';
import { type Account, toWireAccount } from '../accounts/accounts.ts';
import {
  appraise,
  type BankHolding,
  type BankSecurity,
  type WireSecurity,
} from '../bank/investments.ts';
import { cash } from '../bank/securities.ts';
import { deriveId } from '../ids.ts';
import type { Item } from '../items/item.ts';
import { findBankAccount, openBankUser } from '../items/open-bank-user.ts';
import type { Wire } from '../plaid/wire.ts';

export interface Portfolio {
  holdings: Wire<Holding>[];
  securities: WireSecurity[];
}

/** An answer of the client, with securities as the sandbox sends them. */
export type WithSecurities<Response> = Omit<Response, 'securities'> & {
  securities: WireSecurity[];
};

/** The positions of some accounts and what they are in. */
export function readPortfolio(item: Item, accounts: Account[]): Portfolio {
  const user = openBankUser(item);
  const securities = new SecurityList();
  const holdings = accounts.flatMap((account) => {
    const held = findBankAccount(user, account.account_key)?.holdings ?? onlyCash(account);
    return held.map((holding) => toWireHolding(account, holding, securities.add(holding.security)));
  });
  return { holdings, securities: securities.list() };
}

/** Each security once, in the order in which it was first named. */
export class SecurityList {
  readonly #byId = new Map<string, WireSecurity>();

  /** Its id. */
  add({ key, ...fields }: BankSecurity): string {
    const security_id = deriveId('security', key);
    this.#byId.set(security_id, { security_id, ...fields });
    return security_id;
  }

  list(): WireSecurity[] {
    return [...this.#byId.values()];
  }
}

export function toWireInvestmentAccount(account: Account): Wire<InvestmentAccount> {
  const plain = toWireAccount(account);
  return { ...plain, balances: { ...plain.balances, margin_loan_amount: null } };
}

/** An account whose positions the bank does not list holds its balance in money. */
function onlyCash(account: Account): BankHolding[] {
  const currency = account.iso_currency_code ?? 'USD';
  const quantity = account.current ?? 0;
  return [
    { security: cash(currency), quantity, price: 1, priceAsOf: null, costBasis: 1, currency },
  ];
}

function toWireHolding(account: Account, holding: BankHolding, security_id: string): Wire<Holding> {
  return {
    account_id: account.account_id,
    security_id,
    institution_price: holding.price,
    institution_price_as_of: holding.priceAsOf,
    institution_price_datetime: null,
    institution_value: appraise(holding),
    cost_basis: holding.costBasis,
    quantity: holding.quantity,
    iso_currency_code: holding.currency,
    unofficial_currency_code: null,
    vested_quantity: null,
    vested_value: null,
  };
}
