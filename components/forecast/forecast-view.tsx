import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { ForecastDto, ForecastQuery } from '#lib/forecast/contract';
import { AccountForecast } from './account-forecast.tsx';
import { ForecastNav } from './forecast-nav.tsx';

/** What becomes of the accounts one spends from, and what that rests on. */
export function ForecastView({ forecast, query }: { forecast: ForecastDto; query: ForecastQuery }) {
  const { accounts, quiet } = forecast;
  return (
    <>
      <ForecastNav query={query} />
      {accounts.length === 0 ? (
        <EmptyState level={2} title="Nothing to look ahead to yet">
          What you confirm under{' '}
          <TextLink asChild>
            <Link href="/recurring">Payments</Link>
          </TextLink>
          , and what is pending at your banks, shows here what will be left on each day.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-14">
          {accounts.map((each) => (
            <AccountForecast key={each.account.id} forecast={each} from={forecast.from} />
          ))}
          <Assumptions forecast={forecast} query={query} />
        </div>
      )}
      {quiet.length > 0 && accounts.length > 0 ? (
        <p className="mt-3 text-ink-soft text-sm">
          Nothing is expected in {new Intl.ListFormat('en-US').format(quiet)}.
        </p>
      ) : null}
    </>
  );
}

/** A forecast says what it assumes, or it is believed too much. */
function Assumptions({
  forecast: { budget },
  query,
}: {
  forecast: ForecastDto;
  query: ForecastQuery;
}) {
  const to = budget === 'with' ? 'without' : 'with';
  return (
    <section aria-label="What this assumes" className="max-w-prose text-ink-soft text-sm">
      <p>
        This assumes that what you confirmed goes on as before, on its usual days and with its usual
        amounts; that what is pending posts as it is; and that what is late comes today. It knows no
        interest and no fees.{' '}
        {budget === 'none'
          ? 'Everyday spending is not in it: there is no budget that says how much that is.'
          : budget === 'with'
            ? 'Everyday spending is what your budget leaves beside the bills, spread over its days, as much of it from each account as in the last 90 days.'
            : 'Everyday spending is left out.'}
      </p>
      {budget === 'none' ? null : (
        <p className="mt-2">
          <TextLink asChild>
            <Link href={`/recurring/forecast?days=${query.days}&budget=${to}`} scroll={false}>
              {to === 'with' ? 'Put everyday spending in' : 'Leave everyday spending out'}
            </Link>
          </TextLink>
        </p>
      )}
    </section>
  );
}
