import { ExportSection } from '#components/archives/export-section';
import { ImportSection } from '#components/archives/import-section';
import { ConsentSection } from '#components/consents/consent-section';
import { DeleteSection } from '#components/deletions/delete-section';
import { PartnersSection } from '#components/processors/partners-section';
import { PageHeader } from '#components/ui/page-header';
import { listImports } from '#lib/archive-imports/queries';
import { listArchives } from '#lib/archives/queries';
import { requireSession } from '#lib/auth/current-session';
import { listConsents } from '#lib/consents/queries';
import { listGrants } from '#lib/processors/queries';

export const metadata = { title: 'Your data' };

export default async function DataPage() {
  const session = await requireSession();
  const [consents, grants, archives, imports] = await Promise.all([
    listConsents(session),
    listGrants(session),
    listArchives(session),
    listImports(session),
  ]);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Your data"
        description="Take it with you, bring it back, or have all of it deleted."
      />
      <ConsentSection consents={consents} />
      <PartnersSection grants={grants} />
      <ExportSection fallback={archives} />
      <ImportSection fallback={imports} />
      <DeleteSection owner={session.role === 'owner'} />
    </div>
  );
}
