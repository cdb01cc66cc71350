import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { ActivityPage, PortfolioDto } from '#lib/investments/contract';
import { ActivityList } from './activity-list.tsx';
import { HoldingsTable } from './holdings-table.tsx';

/** What one account holds, and what happened in it. */
export function HoldingsSection({
  accountId,
  portfolio: { holdings },
  activity,
  today,
}: {
  accountId: string;
  portfolio: PortfolioDto;
  activity: ActivityPage;
  today: CivilDate;
}) {
  return (
    <>
      <section aria-labelledby="holdings" className="mb-10">
        <SectionHeading
          id="holdings"
          aside={
            <TextLink asChild>
              <Link href="/investments">All investments</Link>
            </TextLink>
          }
        >
          Holdings
        </SectionHeading>
        {holdings.length === 0 ? (
          <p className="py-4 text-ink-soft">What it holds was not read yet, or it holds nothing.</p>
        ) : (
          <HoldingsTable holdings={holdings} label="Holdings" hideAccount />
        )}
      </section>
      <section aria-labelledby="activity" className="mb-10">
        <SectionHeading id="activity" aside="None of it counts as spending">
          Activity
        </SectionHeading>
        <ActivityList accountId={accountId} fallback={activity} today={today} />
      </section>
    </>
  );
}
