import { ForecastView } from '#components/forecast/forecast-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { forecastQuery } from '#lib/forecast/contract';
import { getForecast } from '#lib/forecast/queries';

export const metadata = { title: 'Cash forecast' };

export default async function ForecastPage({ searchParams }: PageProps<'/recurring/forecast'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = forecastQuery.parse(await searchParams);
  return (
    <>
      <LiveRefresh topics={['recurring', 'transactions', 'accounts', 'budgets']} />
      <ForecastView forecast={await getForecast(session, query, today)} query={query} />
    </>
  );
}
