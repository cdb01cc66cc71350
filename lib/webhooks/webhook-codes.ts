import 'server-only';

/** New data for /transactions/sync: the wake-up is marked while the webhook is being answered. */
export function isSyncWebhook(type: string, code: string): boolean {
  return type === 'TRANSACTIONS' && code === 'SYNC_UPDATES_AVAILABLE';
}

/** What the worker does with the others; everything not named here is logged as seen. */
export type WebhookEffect = 'set_error' | 'clear_error' | 'none';

export function webhookEffect(type: string, code: string): WebhookEffect {
  if (type !== 'ITEM') return 'none';
  if (code === 'ERROR') return 'set_error';
  if (code === 'LOGIN_REPAIRED') return 'clear_error';
  return 'none';
}
