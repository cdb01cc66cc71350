import { signedRoute } from '#lib/http/route';
import { receiveWebhook } from '#lib/webhooks/receive-webhook';

export * from '#lib/http/other-methods';

export const POST = signedRoute({ method: 'POST', path: '/api/plaid/webhook' }, receiveWebhook);
