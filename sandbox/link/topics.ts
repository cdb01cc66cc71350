import { type DataScope, listScopes } from '../items/consent.ts';
import type { Item } from '../items/item.ts';
import type { DataTopic } from './browser/protocol.ts';
import { type LinkTokenRequest, listInitialProducts } from './link-token.ts';

const topicByScope: Partial<Record<DataScope, DataTopic>> = {
  account_balance_info: {
    title: 'Accounts and balances',
    detail: 'Account names, types, last digits and balances',
  },
  contact_info: { title: 'Contact details', detail: 'The name and address your bank has on file' },
  transactions: {
    title: 'Transactions',
    detail: 'Amounts, dates, merchants and descriptions',
  },
  account_routing_number: {
    title: 'Account numbers',
    detail: 'Account and routing numbers, for payments',
  },
  investments: { title: 'Investments', detail: 'Holdings and trades' },
  credit_loan_info: {
    title: 'Credit and loans',
    detail: 'Rates, due dates and minimum payments',
  },
  bank_statements: { title: 'Statements', detail: 'The statements your bank issues' },
  risk_info: { title: 'Payment risk', detail: 'Signals on whether a payment may be returned' },
};

/** What the person is asked to share; in update mode only what is new. */
export function listTopics(request: LinkTokenRequest, item: Item | null): DataTopic[] {
  const products = [
    ...listInitialProducts(request),
    ...(request.additional_consented_products ?? []),
  ];
  return listScopes(products)
    .filter((scope) => !item?.consentedScopes.includes(scope))
    .map((scope) => topicByScope[scope])
    .filter((topic) => topic !== undefined);
}
