import { PageHeader } from '#components/ui/page-header';

export default function DebtsLayout({ children }: LayoutProps<'/debts'>) {
  return (
    <div className="max-w-4xl">
      <PageHeader title="Debts" />
      {children}
    </div>
  );
}
