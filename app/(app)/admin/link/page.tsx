import { LinkFunnelSection } from '#components/operator/link-funnel-section';
import { requireOperator } from '#lib/auth/require-operator';
import { readLinkFunnel } from '#lib/link-events/queries';

export const metadata = { title: 'Link' };

export default async function AdminLinkPage() {
  await requireOperator();
  return <LinkFunnelSection fallback={await readLinkFunnel()} />;
}
