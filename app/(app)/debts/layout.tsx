import { debtPages } from '#components/debts/pages';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';

export default function DebtsLayout({ children }: LayoutProps<'/debts'>) {
  return (
    <div className="max-w-4xl">
      <PageHeader title="Debts" className="mb-4" />
      <SectionNav label="Debts" sections={debtPages} />
      {children}
    </div>
  );
}
