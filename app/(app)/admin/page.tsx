import { TodayView } from '#components/operator/today-view';
import { requireOperator } from '#lib/auth/require-operator';
import { readToday } from '#lib/operator/read-today';

export const metadata = { title: 'Console' };

export default async function AdminPage() {
  await requireOperator();
  return <TodayView fallback={await readToday()} />;
}
