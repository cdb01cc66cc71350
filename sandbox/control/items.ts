import { Hono } from 'hono';
import { z } from 'zod';
import { listAccounts, toWireAccount } from '../accounts/accounts.ts';
import { suitsTransactions } from '../accounts/product-accounts.ts';
import { isDateOnly } from '../dates.ts';
import { type Item, listItems } from '../items/item.ts';
import { toWireItem } from '../items/to-wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { addManyTransactions } from '../transactions/bulk.ts';
import { EditRefused, editTransactions } from '../transactions/edit.ts';
import { readTruth } from '../transactions/read-truth.ts';
import { ControlFailure, readControlBody, readControlQuery } from './failure.ts';
import { requireItem, summariseItem } from './item-summary.ts';

const maxItems = 500;
const maxEdits = 1000;

const date = z.string().refine(isDateOnly, 'must be a date as YYYY-MM-DD');

const wish = z.strictObject({
  account_id: z.string().optional(),
  amount: z.number().optional(),
  date: date.optional(),
  authorized_date: date.nullable().optional(),
  name: z.string().min(1).max(500).optional(),
  merchant_name: z.string().min(1).max(200).nullable().optional(),
  check_number: z.string().min(1).max(20).nullable().optional(),
  pending: z.boolean().optional(),
  category: z
    .string()
    .regex(/^[A-Z_]{3,80}$/)
    .optional(),
});

const transactionId = z.string().min(1).max(100);

const edits = z.strictObject({
  add: z.array(wish).max(maxEdits).optional(),
  modify: z
    .array(wish.extend({ transaction_id: transactionId }))
    .max(maxEdits)
    .optional(),
  remove: z.array(transactionId).max(maxEdits).optional(),
  post: z
    .array(
      z.union([
        transactionId.transform((id) => ({ transaction_id: id })),
        z.strictObject({
          transaction_id: transactionId,
          amount: z.number().optional(),
          date: date.optional(),
          name: z.string().min(1).max(500).optional(),
        }),
      ]),
    )
    .max(maxEdits)
    .optional(),
  webhook: z.boolean().default(true),
});

const bulk = z.strictObject({
  count: z.number().int().min(1).max(100_000),
  days: z.number().int().min(1).max(730).default(730),
  moveBalances: z.boolean().default(false),
  webhook: z.boolean().default(true),
});

const truthQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100_000).default(5000),
  offset: z.coerce.number().int().min(0).default(0),
});

const balances = z.strictObject({
  balances: z
    .array(
      z.strictObject({
        account_id: z.string(),
        current: z.number().nullable().optional(),
        available: z.number().nullable().optional(),
        last_updated_datetime: z.iso.datetime().nullable().optional(),
      }),
    )
    .min(1)
    .max(50),
});

/** Items as the pretended bank and Plaid see them, and the means to change what they see. */
export function createItemsControl(sandbox: Sandbox): Hono {
  const api = new Hono();

  api.get('/', (context) =>
    context.json({
      items: listItems(sandbox.db, maxItems).map((item) => summariseItem(sandbox, item)),
    }),
  );

  api.get('/:itemId/truth', (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { limit, offset } = readControlQuery(context, truthQuery);
    return context.json({
      item: toWireItem(item),
      accounts: listAccounts(sandbox.db, item.itemId).map(toWireAccount),
      transactions_update_status: item.transactionsStatus,
      ...readTruth(sandbox.db, item, limit, offset),
    });
  });

  api.post('/:itemId/transactions', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { webhook: announce, ...wanted } = await readControlBody(context, edits);
    try {
      return context.json(editTransactions(sandbox, item, wanted, announce));
    } catch (error) {
      throw error instanceof EditRefused
        ? new ControlFailure(404, 'not_found', error.message)
        : error;
    }
  });

  api.post('/:itemId/balances', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const wanted = await readControlBody(context, balances);
    sandbox.db.transaction(() => {
      for (const each of wanted.balances) setBalance(sandbox, item, each);
    });
    return context.json({ set: wanted.balances.length });
  });

  api.post('/:itemId/transactions/bulk', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { webhook: announce, ...order } = await readControlBody(context, bulk);
    if (!listAccounts(sandbox.db, item.itemId).some(suitsTransactions)) {
      throw new ControlFailure(409, 'no_accounts', 'No account of the Item has transactions.');
    }
    const added = await addManyTransactions(sandbox, item.itemId, { ...order, announce });
    return context.json({ added });
  });

  return api;
}

function setBalance(
  sandbox: Sandbox,
  item: Item,
  { account_id, last_updated_datetime, ...figures }: z.infer<typeof balances>['balances'][number],
): void {
  const account = listAccounts(sandbox.db, item.itemId).find(
    (each) => each.account_id === account_id,
  );
  if (!account) {
    throw new ControlFailure(404, 'not_found', `The Item has no account ${account_id}.`);
  }
  const { current, available } = { ...account, ...figures };
  const updatedAt =
    last_updated_datetime === undefined
      ? account.balance_updated_at
      : last_updated_datetime && Date.parse(last_updated_datetime);
  sandbox.db.run(
    'UPDATE accounts SET current = ?, available = ?, balance_updated_at = ? WHERE account_id = ?',
    current,
    available,
    updatedAt,
    account_id,
  );
}
