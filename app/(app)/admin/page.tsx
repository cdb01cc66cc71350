import { notFound } from 'next/navigation';
import { IntegritySection } from '#components/operator/integrity-section';
import { LinkFunnelSection } from '#components/operator/link-funnel-section';
import { RotationSection } from '#components/operator/rotation-section';
import { WebhookSection } from '#components/operator/webhook-section';
import { requireSession } from '#lib/auth/current-session';
import { listLatestRotations } from '#lib/items/request-rotation';
import { readLinkFunnel } from '#lib/link-events/queries';
import { listPuzzlingWebhooks } from '#lib/webhooks/queries';

export const metadata = { title: 'Operator' };

export default async function OperatorPage() {
  const { operator } = await requireSession();
  // To everybody else the page does not exist.
  if (!operator) notFound();
  const [webhooks, rotations] = await Promise.all([listPuzzlingWebhooks(), listLatestRotations()]);
  return (
    <>
      <LinkFunnelSection fallback={await readLinkFunnel()} />
      <WebhookSection fallback={webhooks} />
      <RotationSection fallback={rotations} />
      <IntegritySection />
    </>
  );
}
