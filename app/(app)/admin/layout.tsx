import { operatorPages } from '#components/operator/pages';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';
import { requireOperator } from '#lib/auth/require-operator';

export default async function AdminLayout({ children }: LayoutProps<'/admin'>) {
  await requireOperator();
  return (
    <>
      <PageHeader title="Console" className="mb-4" />
      <SectionNav label="Console" sections={operatorPages} />
      {children}
    </>
  );
}
