import { CostsView } from '#components/costs/costs-view';
import { requireOperator } from '#lib/auth/require-operator';

export const metadata = { title: 'Costs' };

export default async function AdminCostsPage() {
  await requireOperator();
  return <CostsView />;
}
