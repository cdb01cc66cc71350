import { ConnectionList } from '#components/items/connection-list';
import { requireSession } from '#lib/auth/current-session';
import { listItems } from '#lib/items/queries';

export const metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const { householdId } = await requireSession();
  return <ConnectionList fallback={await listItems(householdId)} />;
}
