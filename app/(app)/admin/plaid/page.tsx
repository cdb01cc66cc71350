import { PlaidView } from '#components/operator/plaid-view';
import { requireOperator } from '#lib/auth/require-operator';
import { readPlaid } from '#lib/operator/read-plaid';

export const metadata = { title: 'Plaid' };

export default async function AdminPlaidPage() {
  await requireOperator();
  return <PlaidView fallback={await readPlaid()} />;
}
