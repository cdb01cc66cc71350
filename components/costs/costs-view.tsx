'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { LoadMore } from '#components/ui/load-more';
import { SectionHeading } from '#components/ui/section-heading';
import { useAttempt } from '#lib/client/use-attempt';
import type { CostsDto, ItemCostDto } from '#lib/costs/contract';
import { fetchCosts } from '#lib/costs/hooks';
import { CostSummary } from './cost-summary.tsx';
import { ItemCostTable } from './item-cost-table.tsx';
import { ProductCostTable } from './product-cost-table.tsx';

type Read = { costs: CostsDto; items: ItemCostDto[]; nextCursor: string | null };

/** What Plaid bills: shown after a proof, because it is of everybody who uses this installation. */
export function CostsView() {
  const [read, setRead] = useState<Read | null>(null);
  const { pending, problem, attempt } = useAttempt();
  const withStepUp = useStepUp();
  const show = () =>
    attempt(async () => {
      const { costs, items, nextCursor } = await withStepUp(() => fetchCosts(null));
      if (costs) setRead({ costs, items, nextCursor });
    });
  const showMore = ({ costs, items, nextCursor }: Read) =>
    attempt(async () => {
      const page = await withStepUp(() => fetchCosts(nextCursor));
      setRead({ costs, items: [...items, ...page.items], nextCursor: page.nextCursor });
    });
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="max-w-prose text-ink-soft">
          Which connections Plaid bills for what, by ids and counts: no names, no balances, no
          transactions. That you looked is written down.
        </p>
        <Button variant={read ? 'secondary' : 'primary'} loading={pending} onClick={show}>
          {read ? 'Read again' : 'Show costs'}
        </Button>
      </div>
      {problem ? (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      ) : null}
      {read ? (
        <>
          <CostSummary costs={read.costs} />
          <ProductCostTable costs={read.costs} />
          <section aria-labelledby="item-costs">
            <SectionHeading id="item-costs">By connection</SectionHeading>
            <ItemCostTable items={read.items} currency={read.costs.currency} />
            {read.nextCursor ? (
              <LoadMore loading={pending} shown={read.items.length} onLoad={() => showMore(read)} />
            ) : null}
          </section>
        </>
      ) : null}
    </div>
  );
}
