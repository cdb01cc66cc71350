import { PageHeader } from '#components/ui/page-header';
import { SampleShell } from './sample-shell.tsx';
import { TransactionsList } from './transactions-list.tsx';

export function TransactionsSample() {
  return (
    <SampleShell at="/transactions">
      <PageHeader title="Transactions" description="14 in March, 2 pending" />
      <TransactionsList />
    </SampleShell>
  );
}
