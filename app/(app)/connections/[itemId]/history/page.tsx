import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { RunList } from '#components/sync-runs/run-list';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getItem } from '#lib/items/queries';
import { readOrNotFound } from '#lib/read-or-not-found';
import { listSyncRuns } from '#lib/sync-runs/queries';

export const metadata = { title: 'Sync history' };

export default async function HistoryPage({ params }: PageProps<'/connections/[itemId]/history'>) {
  const session = await requireSession();
  const { itemId } = await params;
  const item = await readOrNotFound(itemId, (id) => getItem(session, id));
  const page = await listSyncRuns(session, itemId, { quiet: false, limit: 30 });
  return <RunList item={item} fallback={page} today={todayIn(await readChoice(timeZoneChoice))} />;
}
