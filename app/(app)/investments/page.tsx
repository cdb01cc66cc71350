import { PeriodLinks } from '#components/charts/period-links';
import { InvestmentsView } from '#components/investments/investments-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { PageHeader } from '#components/ui/page-header';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readPeriod } from '#lib/balances/contract';
import { activityQuery } from '#lib/investments/contract';
import { getCourse } from '#lib/investments/get-course';
import { listActivity } from '#lib/investments/list-activity';
import { getPortfolio, listInvestmentProducts } from '#lib/investments/queries';
import { listInvestmentSources } from '#lib/investments/refresh-investments';

export const metadata = { title: 'Investments' };

export default async function InvestmentsPage({ searchParams }: PageProps<'/investments'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const period = readPeriod(await searchParams, today);
  const [portfolio, courses, activity, products, sources, { items }] = await Promise.all([
    getPortfolio(session),
    getCourse(session, { from: period.from, to: period.to, today }),
    listActivity(session, activityQuery.parse({})),
    listInvestmentProducts(session),
    listInvestmentSources(session),
    listAccounts(session),
  ]);
  const accounts = items.filter(({ type }) => type === 'investment' || type === 'brokerage');
  return (
    <div className="max-w-5xl">
      <LiveRefresh topics={['investments', 'products', 'accounts']} />
      <PageHeader title="Investments" className="mb-4" />
      {accounts.length === 0 ? null : (
        <div className="mb-8 -ml-2.5">
          <PeriodLinks period={period} today={today} />
        </div>
      )}
      <InvestmentsView
        portfolio={portfolio}
        courses={courses}
        activity={activity}
        products={products}
        sources={sources}
        accounts={accounts}
        today={today}
      />
    </div>
  );
}
