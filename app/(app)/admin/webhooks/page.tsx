import { WebhookSection } from '#components/operator/webhook-section';
import { requireOperator } from '#lib/auth/require-operator';
import { listPuzzlingWebhooks } from '#lib/webhooks/queries';

export const metadata = { title: 'Webhooks' };

export default async function AdminWebhooksPage() {
  await requireOperator();
  return <WebhookSection fallback={await listPuzzlingWebhooks()} />;
}
