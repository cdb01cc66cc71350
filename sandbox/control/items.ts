import { Hono } from 'hono';
import { z } from 'zod';
import { listAccounts, toWireAccount } from '../accounts/accounts.ts';
import { suitsTransactions } from '../accounts/product-accounts.ts';
import { isDateOnly, toDateTime } from '../dates.ts';
import { findInstitution } from '../institutions/institutions.ts';
import { findItem, type Item, listItems } from '../items/item.ts';
import { breakLogin, repairLogin } from '../items/login.ts';
import { toWireItem } from '../items/to-wire.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { addManyTransactions } from '../transactions/bulk.ts';
import { EditRefused, editTransactions } from '../transactions/edit.ts';
import { readTruth } from '../transactions/read-truth.ts';
import { fireWebhook, webhookCodes, webhookTypes } from '../webhooks/fire.ts';
import { ControlFailure, readControlBody, readControlQuery } from './failure.ts';

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
      }),
    )
    .min(1)
    .max(50),
});

const login = z.strictObject({ state: z.enum(['required', 'repaired']) });

const webhook = z.strictObject({
  webhookType: z.enum(webhookTypes).optional(),
  webhookCode: z.enum(webhookCodes),
});

/** Items as the pretended bank and Plaid see them, and the means to change what they see. */
export function createItemsControl(sandbox: Sandbox): Hono {
  const api = new Hono();

  api.get('/', (context) =>
    context.json({
      items: listItems(sandbox.db, maxItems).map((item) => summarise(sandbox, item)),
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

  api.post('/:itemId/login', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { state } = await readControlBody(context, login);
    if (state === 'required') {
      breakLogin(sandbox, item.itemId);
    } else {
      repairLogin(sandbox, item.itemId, true);
    }
    return context.json(summarise(sandbox, requireItem(sandbox, item.itemId)));
  });

  api.post('/:itemId/webhooks', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { webhookCode, webhookType } = await readControlBody(context, webhook);
    try {
      fireWebhook(sandbox, item, webhookCode, webhookType);
    } catch (error) {
      throw error instanceof PlaidFailure
        ? new ControlFailure(400, error.code.toLowerCase(), error.message)
        : error;
    }
    return context.json({ fired: true });
  });

  return api;
}

function requireItem(sandbox: Sandbox, itemId: string): Item {
  const item = findItem(sandbox.db, itemId);
  if (!item || item.removedAt !== null) {
    throw new ControlFailure(404, 'not_found', `There is no Item ${itemId}.`);
  }
  return item;
}

function setBalance(
  sandbox: Sandbox,
  item: Item,
  { account_id, ...figures }: z.infer<typeof balances>['balances'][number],
): void {
  const account = listAccounts(sandbox.db, item.itemId).find(
    (each) => each.account_id === account_id,
  );
  if (!account) {
    throw new ControlFailure(404, 'not_found', `The Item has no account ${account_id}.`);
  }
  const { current, available } = { ...account, ...figures };
  sandbox.db.run(
    'UPDATE accounts SET current = ?, available = ? WHERE account_id = ?',
    current,
    available,
    account_id,
  );
}

function summarise(sandbox: Sandbox, item: Item) {
  const counts = sandbox.db.get<{ live: number; pending: number | null }>(
    'SELECT count(*) AS live, sum(pending) AS pending FROM transactions WHERE item_id = ? AND removed = 0',
    item.itemId,
  );
  const institution = findInstitution(item.institutionId);
  return {
    item_id: item.itemId,
    client_id: item.clientId,
    institution_id: item.institutionId,
    institution_name: institution?.name ?? null,
    institution_color: institution?.color ?? '#6b7280',
    username: item.username,
    products: item.products,
    webhook: item.webhook,
    error_code: item.errorCode,
    transactions_update_status: item.transactionsStatus,
    accounts: listAccounts(sandbox.db, item.itemId).length,
    transactions: counts?.live ?? 0,
    pending: counts?.pending ?? 0,
    created_at: toDateTime(item.createdAt),
  };
}
