import { LineChart } from '#components/charts/line-chart';
import { LinkBankButton } from '#components/items/link-bank-button';
import { ProductStates } from '#components/products/product-states';
import { OffAccounts } from '#components/tie-out/off-accounts';
import { Amount } from '#components/ui/amount';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { AccountDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type {
  ActivityPage,
  CourseDto,
  CoursesDto,
  CurrencyPortfolio,
  InvestmentSourceDto,
  PortfolioDto,
} from '#lib/investments/contract';
import type { ProductDto } from '#lib/products/contract';
import { ActivityList } from './activity-list.tsx';
import { Allocation } from './allocation.tsx';
import { GainNote } from './gain-note.tsx';
import { HoldingsTable } from './holdings-table.tsx';
import { LookAgain } from './look-again.tsx';
import { Performance } from './performance.tsx';
import { TotalSection } from './total-section.tsx';

type Props = {
  portfolio: PortfolioDto;
  courses: CoursesDto;
  activity: ActivityPage;
  products: readonly ProductDto[];
  sources: readonly InvestmentSourceDto[];
  /** The viewer's investment accounts. */
  accounts: AccountDto[];
  today: CivilDate;
};

/** First of all what does not add up; then what is held, one currency after the other, and what happened. */
export function InvestmentsView(props: Props) {
  const { portfolio, courses, activity, products, sources, accounts, today } = props;
  const { currencies, total, holdings, without } = portfolio;
  if (accounts.length === 0) return <NoAccounts />;
  return (
    <>
      <OffAccounts accounts={accounts} today={today} />
      <div className="mb-8 empty:hidden">
        <ProductStates products={products} />
      </div>
      {total ? <TotalSection total={total} course={courses.total} today={today} /> : null}
      {currencies.map((each) => (
        <CurrencySection
          key={each.currency}
          portfolio={each}
          course={courses.courses.find(({ currency }) => currency === each.currency) ?? null}
          isOnly={currencies.length === 1 && !total}
          today={today}
        />
      ))}
      <Without accounts={without} />
      {holdings.length === 0 ? null : (
        <section aria-labelledby="holdings" className="mb-12">
          <SectionHeading id="holdings">Holdings</SectionHeading>
          <HoldingsTable holdings={holdings} label="Holdings" />
        </section>
      )}
      <section aria-labelledby="activity">
        <SectionHeading id="activity" aside="None of it counts as spending">
          Activity
        </SectionHeading>
        <ActivityList fallback={activity} today={today} />
      </section>
      <LookAgain sources={sources} />
    </>
  );
}

function CurrencySection({
  portfolio,
  course,
  isOnly,
  today,
}: {
  portfolio: CurrencyPortfolio;
  course: CourseDto | null;
  isOnly: boolean;
  today: CivilDate;
}) {
  const { currency, valueMinor, gain } = portfolio;
  const label = isOnly ? 'Invested' : `Invested in ${currency}`;
  const figure = (
    <Figure
      label={label}
      minor={valueMinor}
      currency={currency}
      size={isOnly ? 'xl' : 'lg'}
      note={<GainNote gain={gain} currency={currency} />}
    />
  );
  return (
    <div className="mb-12 flex flex-col gap-10">
      <section aria-label={label}>
        {course?.values.some((each) => each !== null) ? (
          <>
            <LineChart
              label={label}
              from={course.from}
              today={today}
              currency={currency}
              lines={[{ label: 'Value', values: course.values }]}
              heading={figure}
            />
            <div className="mt-4">
              <Performance course={course} today={today} />
            </div>
          </>
        ) : (
          figure
        )}
      </section>
      <Allocation portfolio={portfolio} />
    </div>
  );
}

/** Accounts of which only the balance is known. */
function Without({ accounts }: { accounts: PortfolioDto['without'] }) {
  if (accounts.length === 0) return null;
  return (
    <section aria-labelledby="without" className="mb-12">
      <SectionHeading id="without">Known by their balance alone</SectionHeading>
      <ul>
        {accounts.map(({ id, name, worth }) => (
          <li key={id} className="flex justify-between gap-4 border-line border-b py-2.5">
            <TextLink quiet asChild>
              <Link href={`/accounts/${id}`}>{name}</Link>
            </TextLink>
            <Amount minor={worth?.minor ?? null} currency={worth?.currency ?? null} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoAccounts() {
  return (
    <EmptyState title="No investment accounts yet" actions={<LinkBankButton />}>
      Link a bank or broker that holds investments, and what is in them appears here: what it is
      worth, what it cost, and what came of it.
    </EmptyState>
  );
}
