import { recurringPages } from '#components/recurring/pages';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';

export default function RecurringLayout({ children }: LayoutProps<'/recurring'>) {
  return (
    <div className="max-w-4xl">
      <PageHeader title="Recurring" className="mb-4" />
      <SectionNav label="Recurring" sections={recurringPages} />
      {children}
    </div>
  );
}
