import { Plus, RefreshCw } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Figure } from '#components/ui/figure';
import { PageHeader } from '#components/ui/page-header';
import { Progress } from '#components/ui/progress';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { BalanceSheet, RecentTransactions } from './overview-sections.tsx';
import { assets, debts, sumMinor } from './sample-data.ts';
import { SampleShell } from './sample-shell.tsx';

export function OverviewSample() {
  return (
    <SampleShell
      at="/"
      banner={
        <Callout
          tone="attention"
          title="Tattersall Federal needs you to sign in again"
          action={<Button size="sm">Reconnect</Button>}
        >
          Its figures are from Monday. Nothing is lost: the gap fills when you reconnect.
        </Callout>
      }
    >
      <PageHeader
        title="Overview"
        actions={
          <>
            <Button variant="ghost">
              <RefreshCw aria-hidden="true" />
              Sync now
            </Button>
            <Button variant="primary">
              <Plus aria-hidden="true" />
              Link a bank
            </Button>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 xl:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div className="flex flex-col gap-12">
          <Figure
            label="Net worth"
            minor={sumMinor(assets) - sumMinor(debts)}
            currency="USD"
            size="xl"
            note={
              <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
                <StatusPill tone="positive" variant="plain">
                  6 of 7 accounts tie out
                </StatusPill>
                <span>
                  <Amount minor={412618} currency="USD" sign="always" precision="whole" /> since
                  February
                </span>
              </span>
            }
          />
          <BalanceSheet />
        </div>
        <div className="flex flex-col gap-12">
          <section aria-labelledby="pace">
            <SectionHeading id="pace" aside="March 1 – 14">
              This month
            </SectionHeading>
            <div className="flex flex-col gap-5 pt-4">
              <div className="flex flex-wrap justify-between gap-x-10 gap-y-4">
                <Figure label="Spent" minor={304141} currency="USD" size="md" sign="none" />
                <Figure label="Came in" minor={321999} currency="USD" size="md" />
              </div>
              <Progress label="Groceries" detail="$149.45 of $400" value={149.45} max={400} />
              <Progress label="Taxi" detail="$6.58 over $40" value={46.58} max={40} tone="danger" />
            </div>
          </section>
          <RecentTransactions />
        </div>
      </div>
    </SampleShell>
  );
}
