import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { RunList } from '#components/sync-runs/run-list';
import { requireSession } from '#lib/auth/current-session';
import { AppError } from '#lib/errors';
import { getItem } from '#lib/items/queries';
import { listSyncRuns } from '#lib/sync-runs/queries';

export const metadata = { title: 'Sync history' };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function HistoryPage({ params }: PageProps<'/connections/[itemId]/history'>) {
  const { householdId } = await requireSession();
  const { itemId } = await params;
  if (!uuid.test(itemId)) notFound();
  const item = await getItem(householdId, itemId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  });
  const page = await listSyncRuns(householdId, itemId, { quiet: false, limit: 30 });
  return (
    <RunList
      item={item}
      fallback={page}
      today={todayIn((await cookies()).get(timeZoneCookieName)?.value)}
    />
  );
}
