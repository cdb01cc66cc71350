import { UpcomingCard } from '#components/overview/upcoming-card';
import { getBudget } from '#lib/budgets/queries';
import { addDays } from '#lib/dates/civil-date';
import { forecastDays } from '#lib/forecast/contract';
import { forecastAccounts } from '#lib/forecast/queries';
import { readAhead } from '#lib/forecast/read-everyday';
import { listedOnce } from '#lib/recurring/dues';
import { countAsked } from '#lib/recurring/queries';
import type { ReadCard } from './card.tsx';

const listedDays = 14;

export const readUpcoming: ReadCard = async ({ session, today }) => {
  const [days] = forecastDays;
  const span = { to: addDays(today, days - 1), today };
  const [{ dues, everyday }, asked] = await Promise.all([
    getBudget(session, today).then((budget) => readAhead(session, budget, span)),
    countAsked(session),
  ]);
  const { accounts } = await forecastAccounts(session, { days, dues, everyday }, today);
  const short = accounts
    .filter(({ shortOn }) => shortOn !== null)
    .sort((a, b) => (a.shortOn ?? '').localeCompare(b.shortOn ?? ''));
  const listed = listedOnce(dues).filter(({ on }) => on <= addDays(today, listedDays));
  return <UpcomingCard dues={listed} short={short} asked={asked} today={today} />;
};
