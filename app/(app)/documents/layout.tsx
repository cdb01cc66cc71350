import { documentPages } from '#components/documents/pages';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';

export default function DocumentsLayout({ children }: LayoutProps<'/documents'>) {
  return (
    <div className="max-w-4xl">
      <div className="print:hidden">
        <PageHeader title="Documents" className="mb-4" />
      </div>
      <SectionNav label="Documents" sections={documentPages} />
      {children}
    </div>
  );
}
