import { ConnectionList } from '#components/items/connection-list';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { listItemHistories, listItems } from '#lib/items/queries';
import { listRelinks } from '#lib/relinks/queries';

export const metadata = { title: 'Connections' };

export default async function ConnectionsPage() {
  const session = await requireSession();
  const [items, histories, relinks, timeZone] = await Promise.all([
    listItems(session),
    listItemHistories(session),
    listRelinks(session),
    readChoice(timeZoneChoice),
  ]);
  const today = todayIn(timeZone);
  return <ConnectionList fallback={items} histories={histories} relinks={relinks} today={today} />;
}
