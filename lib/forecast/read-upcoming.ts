import 'server-only';
import { listAccounts } from '#lib/accounts/queries';
import { getBudget } from '#lib/budgets/queries';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import type { Viewer } from '#lib/privacy/viewer';
import { listedOnce } from '#lib/recurring/dues';
import { countAsked } from '#lib/recurring/queries';
import { anything, remembered } from '#lib/versions/remembered';
import { forecastDays } from './contract.ts';
import { forecastAccounts } from './queries.ts';
import { readAhead, readEverydayAhead } from './read-everyday.ts';
import { readPending } from './read-pending.ts';

const listedDays = 14;

/**
 * What is due in the next two weeks, the accounts that will be short, the soonest first, and how many streams wait for
 * an answer.
 */
export const readUpcoming = remembered(
  'upcoming',
  anything,
  async (viewer: Viewer, today: CivilDate) => {
    const [days] = forecastDays;
    const span = { to: addDays(today, days - 1), today };
    // What the rest is made of, at once: each would wait for the one before.
    const [budget, asked] = await Promise.all([
      getBudget(viewer, today),
      countAsked(viewer),
      readPending(viewer),
      listAccounts(viewer),
      readEverydayAhead(viewer, today),
    ]);
    const { dues, everyday } = await readAhead(viewer, budget, span);
    const { accounts } = await forecastAccounts(viewer, { days, dues, everyday }, today);
    const short = accounts
      .filter(({ shortOn }) => shortOn !== null)
      .sort((a, b) => (a.shortOn ?? '').localeCompare(b.shortOn ?? ''));
    const listed = listedOnce(dues).filter(({ on }) => on <= addDays(today, listedDays));
    return { dues: listed, short, asked };
  },
);
