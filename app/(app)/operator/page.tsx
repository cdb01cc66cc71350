import { notFound } from 'next/navigation';
import { IntegritySection } from '#components/operator/integrity-section';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';

export const metadata = { title: 'Operator' };

export default async function OperatorPage() {
  const { operator } = await requireSession();
  // To everybody else the page does not exist.
  if (!operator) notFound();
  return (
    <>
      <PageHeader title="Operator" />
      <IntegritySection />
    </>
  );
}
