import { UpcomingCard } from '#components/overview/upcoming-card';
import { addDays } from '#lib/dates/civil-date';
import { forecastDays } from '#lib/forecast/contract';
import { forecastAccounts } from '#lib/forecast/queries';
import { listUpcoming } from '#lib/recurring/dues';
import { countAsked } from '#lib/recurring/queries';
import type { ReadCard } from './card.tsx';

const listedDays = 14;

export const readUpcoming: ReadCard = async ({ session, today }) => {
  const [days] = forecastDays;
  const [dues, asked] = await Promise.all([
    listUpcoming(session, addDays(today, days - 1), today),
    countAsked(session),
  ]);
  const { accounts } = await forecastAccounts(session, { days, dues, everyday: null }, today);
  const short = accounts
    .filter(({ shortOn }) => shortOn !== null)
    .sort((a, b) => (a.shortOn ?? '').localeCompare(b.shortOn ?? ''));
  const listed = dues.filter(({ on }) => on <= addDays(today, listedDays));
  return <UpcomingCard dues={listed} short={short} asked={asked} today={today} />;
};
