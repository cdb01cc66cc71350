'use client';

import { ProductStates } from '#components/products/product-states';
import { SectionHeading } from '#components/ui/section-heading';
import type { ProductDto } from '#lib/products/contract';
import type { StatementPage } from '#lib/statements/contract';
import { useStatements } from '#lib/statements/hooks';
import { StatementNotes } from './account-statements.tsx';
import { groupStatements } from './group-statements.ts';
import { YearGrid } from './year-grid.tsx';

/** The statements of one account, on its page. */
export function StatementsSection({
  accountId,
  page,
  products,
}: {
  accountId: string;
  page: StatementPage;
  /** How far they are here, of the account's connection. */
  products: readonly ProductDto[];
}) {
  const { statements, hasMore } = useStatements({ accountId, q: '' }, page);
  const [account] = groupStatements(statements);
  return (
    <section aria-labelledby="statements" className="mb-10">
      <SectionHeading id="statements">Statements</SectionHeading>
      {account ? (
        <>
          <YearGrid account={account} />
          <StatementNotes account={account} />
          {hasMore ? (
            <p className="text-ink-soft text-sm">Older ones are under Documents.</p>
          ) : null}
        </>
      ) : null}
      <div className="pt-3">
        <ProductStates products={products} />
        {!account && products.every(({ text }) => text === null) ? (
          <p className="text-ink-soft">The bank has issued none of this account.</p>
        ) : null}
      </div>
    </section>
  );
}
