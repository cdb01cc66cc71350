import { IdentityView } from '#components/identity/identity-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';
import { getIdentity } from '#lib/identity/queries';

export const metadata = { title: 'What banks have on file' };

export default async function IdentityPage() {
  const session = await requireSession();
  return (
    <div className="max-w-3xl">
      <LiveRefresh topics={['identity', 'items']} />
      <PageHeader
        title="What banks have on file"
        description="Whose your accounts are, as each bank keeps it. A bank is asked when you say so; what it says is encrypted, shown to you alone, and deleted with its connection."
      />
      <IdentityView identity={await getIdentity(session)} />
    </div>
  );
}
