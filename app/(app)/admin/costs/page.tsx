import { notFound } from 'next/navigation';
import { CostsView } from '#components/costs/costs-view';
import { requireSession } from '#lib/auth/current-session';

export const metadata = { title: 'Costs' };

export default async function OperatorCostsPage() {
  const { operator } = await requireSession();
  if (!operator) notFound();
  return <CostsView />;
}
