import { PlaidCallsSection } from '#components/operator/plaid-calls-section';
import { PlaidView } from '#components/operator/plaid-view';
import { requireOperator } from '#lib/auth/require-operator';
import { readPlaid } from '#lib/operator/read-plaid';
import { plaidCallsQuery } from '#lib/plaid-calls/contract';
import { readPlaidCalls } from '#lib/plaid-calls/queries';

export const metadata = { title: 'Plaid' };

export default async function AdminPlaidPage({ searchParams }: PageProps<'/admin/plaid'>) {
  await requireOperator();
  const { span } = await searchParams;
  const query = plaidCallsQuery.safeParse({ span });
  const shown = query.success ? query.data : plaidCallsQuery.parse({});
  const [plaid, calls] = await Promise.all([readPlaid(), readPlaidCalls(shown.span)]);
  return (
    <div className="flex flex-col gap-10">
      <PlaidCallsSection key={shown.span} span={shown.span} fallback={calls} />
      <PlaidView fallback={plaid} />
    </div>
  );
}
