import { notFound } from 'next/navigation';
import { operatorPages } from '#components/operator/pages';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';

export default async function OperatorLayout({ children }: LayoutProps<'/operator'>) {
  const { operator } = await requireSession();
  // To everybody else the pages do not exist.
  if (!operator) notFound();
  return (
    <>
      <PageHeader title="Operator" className="mb-4" />
      <SectionNav label="Operator" sections={operatorPages} />
      {children}
    </>
  );
}
