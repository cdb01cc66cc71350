import { cache } from 'react';
import { listAccounts } from '#lib/accounts/queries';

/** For whatever of the page asks. */
export const readAccountList = cache(listAccounts);
