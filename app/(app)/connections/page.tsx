import { cookies } from 'next/headers';
import { ConnectionList } from '#components/items/connection-list';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { listItemHistories, listItems } from '#lib/items/queries';

export const metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const { householdId } = await requireSession();
  const [items, histories, cookieJar] = await Promise.all([
    listItems(householdId),
    listItemHistories(householdId),
    cookies(),
  ]);
  const today = todayIn(cookieJar.get(timeZoneCookieName)?.value);
  return <ConnectionList fallback={items} histories={histories} today={today} />;
}
