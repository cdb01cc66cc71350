import type { Item } from '../items/item.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueWebhook } from '../webhooks/outbox.ts';
import { type Account, insertAccount, listAllAccounts } from './accounts.ts';

interface AccountWish {
  name: string;
  mask: string;
  subtype: 'checking' | 'savings' | 'credit card';
  current: number;
}

/** The person opens an account at the bank. It is not shared before update mode offers it and they agree. */
export function openAccount(sandbox: Sandbox, item: Item, wish: AccountWish): Account {
  return sandbox.db.transaction(() => {
    const position = listAllAccounts(sandbox.db, item.itemId).length;
    const isCard = wish.subtype === 'credit card';
    insertAccount(sandbox.db, item.itemId, position, false, {
      key: `opened.${position}`,
      type: isCard ? 'credit' : 'depository',
      subtype: wish.subtype,
      name: wish.name,
      officialName: null,
      mask: wish.mask,
      holderCategory: 'personal',
      current: wish.current,
      available: isCard ? null : wish.current,
      limit: null,
      isoCurrencyCode: 'USD',
    });
    enqueueWebhook(sandbox, item, {
      webhook_type: 'ITEM',
      webhook_code: 'NEW_ACCOUNTS_AVAILABLE',
      error: null,
    });
    const opened = listAllAccounts(sandbox.db, item.itemId)[position];
    if (!opened) {
      throw new Error('The account just opened is missing.');
    }
    return opened;
  });
}
