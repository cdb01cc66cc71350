import { DeliveriesView } from '#components/operator/deliveries-view';
import { WebhookSection } from '#components/operator/webhook-section';
import { requireOperator } from '#lib/auth/require-operator';
import { deliveryListQuery } from '#lib/operator/contract';
import { listDeliveries } from '#lib/operator/list-deliveries';
import { listPuzzlingWebhooks } from '#lib/webhooks/queries';

export const metadata = { title: 'Webhooks' };

export default async function AdminWebhooksPage({ searchParams }: PageProps<'/admin/webhooks'>) {
  await requireOperator();
  const { show } = await searchParams;
  const query = deliveryListQuery.safeParse({ show });
  const shown = query.success ? query.data : deliveryListQuery.parse({});
  const [deliveries, puzzling] = await Promise.all([listDeliveries(shown), listPuzzlingWebhooks()]);
  return (
    <>
      <WebhookSection fallback={puzzling} />
      <DeliveriesView key={shown.show} show={shown.show} fallback={deliveries} />
    </>
  );
}
