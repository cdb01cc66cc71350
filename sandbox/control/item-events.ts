import { Hono } from 'hono';
import { z } from 'zod';
import { listAccounts, toWireAccount } from '../accounts/accounts.ts';
import { openAccount } from '../accounts/open-account.ts';
import { millisecondsPerDay, toDateTime } from '../dates.ts';
import { setConsentEnd } from '../items/consent-expiry.ts';
import { breakLogin, repairLogin } from '../items/login.ts';
import { revokeAccount, revokePermission } from '../items/revoke.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import { fireWebhook, webhookCodes, webhookTypes } from '../webhooks/fire.ts';
import { ControlFailure, readControlBody } from './failure.ts';
import { requireItem, summariseItem } from './item-summary.ts';

const login = z.strictObject({ state: z.enum(['required', 'repaired']) });

const revocation = z.strictObject({ account_id: z.string().nullable().default(null) });

const consent = z.strictObject({ endsInDays: z.number().min(-3650).max(3650) });

const newAccount = z.strictObject({
  name: z.string().min(1).max(100).default('New Account'),
  mask: z
    .string()
    .regex(/^\d{2,4}$/)
    .default('5555'),
  subtype: z.enum(['checking', 'savings', 'credit card']).default('checking'),
  current: z.number().default(0),
});

const webhook = z.strictObject({
  webhookType: z.enum(webhookTypes).optional(),
  webhookCode: z.enum(webhookCodes),
});

/** What happens to an Item at the bank or at Plaid, with the webhook that tells of it. */
export function createItemEventsControl(sandbox: Sandbox): Hono {
  const api = new Hono();

  api.post('/:itemId/login', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { state } = await readControlBody(context, login);
    if (state === 'required') {
      breakLogin(sandbox, item.itemId);
    } else {
      repairLogin(sandbox, item.itemId, true);
    }
    return context.json(summariseItem(sandbox, requireItem(sandbox, item.itemId)));
  });

  api.post('/:itemId/revoke', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { account_id } = await readControlBody(context, revocation);
    const accounts = listAccounts(sandbox.db, item.itemId);
    if (account_id !== null && !accounts.some((account) => account.account_id === account_id)) {
      throw new ControlFailure(404, 'not_found', `The Item does not share account ${account_id}.`);
    }
    if (account_id === null) {
      revokePermission(sandbox, item.itemId);
    } else {
      revokeAccount(sandbox, item.itemId, account_id);
    }
    return context.json(summariseItem(sandbox, requireItem(sandbox, item.itemId)));
  });

  api.post('/:itemId/consent', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const { endsInDays } = await readControlBody(context, consent);
    const endsAt = sandbox.clock.now() + endsInDays * millisecondsPerDay;
    setConsentEnd(sandbox, item.itemId, endsAt);
    return context.json({ consent_expiration_time: toDateTime(endsAt) });
  });

  api.post('/:itemId/accounts', async (context) => {
    const item = requireItem(sandbox, context.req.param('itemId'));
    const account = openAccount(sandbox, item, await readControlBody(context, newAccount));
    return context.json({ account: toWireAccount(account) }, 201);
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
