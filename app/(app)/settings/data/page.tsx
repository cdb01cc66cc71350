import { ExportSection } from '#components/archives/export-section';
import { PageHeader } from '#components/ui/page-header';
import { listArchives } from '#lib/archives/queries';
import { requireSession } from '#lib/auth/current-session';

export const metadata = { title: 'Your data' };

export default async function DataPage() {
  const session = await requireSession();
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Your data"
        description="Take it with you, bring it back, or have all of it deleted."
      />
      <ExportSection fallback={await listArchives(session)} />
    </div>
  );
}
