import { cookies } from 'next/headers';
import { ConnectionList } from '#components/items/connection-list';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { listItemHistories, listItems } from '#lib/items/queries';
import { listRelinks } from '#lib/relinks/queries';

export const metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const session = await requireSession();
  const [items, histories, relinks, cookieJar] = await Promise.all([
    listItems(session),
    listItemHistories(session),
    listRelinks(session),
    cookies(),
  ]);
  const today = todayIn(cookieJar.get(timeZoneCookieName)?.value);
  return <ConnectionList fallback={items} histories={histories} relinks={relinks} today={today} />;
}
