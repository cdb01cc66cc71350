import { LineChart } from '#components/charts/line-chart';
import { LinkBankButton } from '#components/items/link-bank-button';
import { Amount } from '#components/ui/amount';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { CurrencyWorth, NetWorthDto } from '#lib/net-worth/contract';
import { AccountChanges } from './account-changes.tsx';
import { BigMoves } from './big-moves.tsx';
import { ChangeNote } from './change-note.tsx';
import { TotalSection } from './total-worth.tsx';

/** Where one stands and how one came there: in all, and one currency after the other. */
export function NetWorthView({ worth, today }: { worth: NetWorthDto; today: CivilDate }) {
  const { currencies, total } = worth;
  if (currencies.length === 0) return <NothingKnown />;
  return (
    <>
      {total ? <TotalSection total={total} period={worth} today={today} /> : null}
      {currencies.map((each) => (
        <CurrencySection
          key={each.currency}
          worth={each}
          period={worth}
          isOnly={total === null}
          today={today}
        />
      ))}
    </>
  );
}

function CurrencySection({
  worth,
  period: { from, to },
  isOnly,
  today,
}: {
  worth: CurrencyWorth;
  period: Pick<NetWorthDto, 'from' | 'to'>;
  isOnly: boolean;
  today: CivilDate;
}) {
  const { currency, net, assets, debts, bigMoves, readFrom } = worth;
  const within = isOnly ? '' : ` in ${currency}`;
  const label = `Net worth${within}`;
  const last = net.at(-1) ?? null;
  const common = { from, today, currency, readFrom };
  const hasDebts = debts.some((each) => each !== null && each !== 0);
  return (
    <div className="mb-16 flex flex-col gap-12">
      <section aria-label={label}>
        <LineChart
          {...common}
          label={label}
          lines={[{ label: 'Net worth', values: net }]}
          marks={bigMoves.map(({ date }, index) => ({ date, label: String(index + 1) }))}
          heading={
            <Figure
              label={to === today ? label : `${label} on ${formatCivilDate(to, today)}`}
              minor={last}
              currency={currency}
              size="xl"
              note={
                <span data-amount="start">
                  <ChangeNote worth={worth} period={{ from, to }} today={today} />
                </span>
              }
            />
          }
        />
        <Gaps worth={worth} today={today} />
      </section>
      {bigMoves.length === 0 ? null : (
        <BigMoves moves={bigMoves} currency={currency} within={within} today={today} />
      )}
      {hasDebts ? (
        <section aria-labelledby={`sides-${currency}`}>
          <LineChart
            {...common}
            label={`Assets and debts in ${currency}`}
            size="sm"
            lines={[
              { label: 'Assets', values: assets },
              { label: 'Owed', values: debts },
            ]}
            heading={
              <SectionHeading id={`sides-${currency}`} ruled={false}>
                Assets and debts{within}
              </SectionHeading>
            }
          />
        </section>
      ) : null}
      <section aria-labelledby={`accounts-${currency}`}>
        <SectionHeading
          id={`accounts-${currency}`}
          aside={
            last === null ? null : (
              <Amount minor={last} currency={currency} className="font-medium text-ink" />
            )
          }
        >
          By account{within}
        </SectionHeading>
        <AccountChanges worth={worth} from={from} to={to} today={today} />
      </section>
    </div>
  );
}

/** What the figures leave out, and since when they are what the banks said. */
function Gaps({ worth, today }: { worth: CurrencyWorth; today: CivilDate }) {
  const say = (date: CivilDate) => formatCivilDate(date, today, 'short');
  const late = worth.accounts.flatMap(({ name, knownFrom }) =>
    knownFrom ? { name, knownFrom } : [],
  );
  const dates = [...new Set(late.map(({ knownFrom }) => knownFrom))].sort();
  if (dates.length === 0 && worth.readFrom === null) return null;
  return (
    <ul className="mt-4 flex flex-col gap-1 pl-13 text-ink-soft text-sm">
      {dates.slice(0, gapLimit).map((date) => (
        <li key={date}>
          Without {listNames(late.filter(({ knownFrom }) => knownFrom === date))} before {say(date)}
          : what was in there is not known.
        </li>
      ))}
      {dates.length > gapLimit ? (
        <li>{dates.length - gapLimit} more days on which accounts came to be known.</li>
      ) : null}
      {worth.readFrom === null ? null : (
        <li>
          Before {say(worth.readFrom)}, the thinner line, balances are counted back from
          transactions.
        </li>
      )}
    </ul>
  );
}

const gapLimit = 4;

function listNames(accounts: { name: string }[]): string {
  const names = accounts.map(({ name }) => name);
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
  return new Intl.ListFormat('en-US').format(names);
}

function NothingKnown() {
  return (
    <EmptyState
      title="Nothing to add up yet"
      actions={
        <>
          <LinkBankButton variant="secondary" />
          <TextLink asChild>
            <Link href="/accounts">To your accounts</Link>
          </TextLink>
        </>
      }
      className="py-20"
    >
      Link a bank, or add what you own and owe by hand. From then on each day is kept here, and what
      was before is counted back from transactions.
    </EmptyState>
  );
}
