import { signedRoute } from '#lib/http/route';
import { receiveWebhook } from '#lib/webhooks/receive-webhook';

export const POST = signedRoute({ method: 'POST', path: '/api/plaid/webhook' }, receiveWebhook);
