import { OwedView } from '#components/settlements/owed-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { listOpenClaims } from '#lib/settlements/queries';

export const metadata = { title: 'Owed to you' };

export default async function OwedPage() {
  const session = await requireSession();
  const items = await listOpenClaims(session);
  const today = todayIn(await readChoice(timeZoneChoice));
  return <OwedView fallback={{ items, nextCursor: null }} today={today} />;
}
