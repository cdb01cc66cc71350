import 'server-only';
import type { Tx } from '#lib/db/client';
import { readDebts } from '#lib/debts/read-debts';
import { readIdentity } from '#lib/identity/read-identity';
import { investmentTypes } from '#lib/investments/list-account-ids';
import { readActivity } from '#lib/investments/read-activity';
import { readHoldings } from '#lib/investments/read-holdings';
import type { LiveTopic } from '#lib/live/contract';
import { readStatements } from '#lib/statements/read-statements';
import type { ItemRef } from '#lib/sync/ports';
import type { ConsentName, ProductName } from './contract.ts';

export type Product = {
  consent: ConsentName;
  /** What it is to people, within a sentence. */
  words: string;
  /** The webhook_type of Plaid's that says it changed, whatever the code. */
  webhookType: string;
  /** It is asked for where the connection has an account of one of these types, and nowhere else. */
  accountTypes: string[];
  /** It is read of what Link added it to by this name alone: Plaid bills it, and few want it of all their banks. */
  addedAs: string | null;
  /** It is asked for once a person asks for it, see ask-product.ts; else with the first sync. */
  onDemand?: true;
  /** How often what no webhook announced is found; every day unless told. */
  everyDays?: number;
  /** What open pages read again. */
  topics: LiveTopic[];
  /**
   * Asks Plaid, outside any transaction, under the connection's lease.
   *
   * @returns writes what was read
   * @throws PlaidError
   */
  read: (ref: ItemRef, accessToken: string) => Promise<(tx: Tx) => Promise<void>>;
};

/** Whoever adds a product adds its name to the contract, and its line here: jobs, webhooks and words follow. */
export const products: Readonly<Record<ProductName, Product>> = {
  liabilities: {
    consent: 'liabilities',
    words: 'the terms of your cards and loans',
    webhookType: 'LIABILITIES',
    accountTypes: ['credit', 'loan'],
    addedAs: null,
    topics: ['debts', 'recurring'],
    read: readDebts,
  },
  holdings: {
    consent: 'investments',
    words: 'what your investment accounts hold',
    webhookType: 'HOLDINGS',
    accountTypes: investmentTypes,
    addedAs: null,
    topics: ['investments', 'accounts'],
    read: readHoldings,
  },
  investment_transactions: {
    consent: 'investments',
    words: 'the trades, dividends and fees of your investment accounts',
    webhookType: 'INVESTMENTS_TRANSACTIONS',
    accountTypes: investmentTypes,
    addedAs: null,
    topics: ['investments'],
    read: readActivity,
  },
  statements: {
    consent: 'statements',
    words: 'the statements of your accounts',
    webhookType: 'STATEMENTS',
    accountTypes: ['depository', 'credit'],
    addedAs: 'statements',
    topics: ['statements'],
    read: readStatements,
  },
  identity: {
    consent: 'identity',
    words: 'what it has on file about you',
    webhookType: 'IDENTITY',
    accountTypes: ['credit', 'depository', 'loan', ...investmentTypes],
    addedAs: null,
    onDemand: true,
    // Plaid itself looks every 30 to 90 days.
    everyDays: 30,
    topics: ['identity'],
    read: readIdentity,
  },
};
