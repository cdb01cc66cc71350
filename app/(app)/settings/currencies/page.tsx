import { CurrencySettings } from '#components/rates/currency-settings';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { ratesQuery } from '#lib/rates/contract';
import { getCurrencies, listRates } from '#lib/rates/queries';

export const metadata = { title: 'Currencies' };

export default async function CurrencySettingsPage({
  searchParams,
}: PageProps<'/settings/currencies'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const asked = ratesQuery.safeParse({ cursor: (await searchParams).cursor });
  const query = asked.data ?? {};
  const [currencies, rates] = await Promise.all([
    getCurrencies(session, today),
    listRates(session, query),
  ]);
  return (
    <>
      <LiveRefresh topics={['rates', 'accounts']} />
      <CurrencySettings
        currencies={currencies}
        rates={rates}
        isFirstPage={query.cursor === undefined}
        today={today}
      />
    </>
  );
}
