import { cache } from 'react';
import { listAccounts } from '#lib/accounts/queries';
import { getBudget } from '#lib/budgets/queries';

// For whatever of the page asks.
export const readAccountList = cache(listAccounts);
export const readPresentBudget = cache(getBudget);
