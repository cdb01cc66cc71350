'use client';

import { ProductStates } from '#components/products/product-states';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { ProductDto } from '#lib/products/contract';
import type { StatementPage } from '#lib/statements/contract';
import { useStatements } from '#lib/statements/hooks';
import { StatementNotes } from './account-statements.tsx';
import { groupStatements } from './group-statements.ts';
import { YearGrid } from './year-grid.tsx';

/**
 * The statements of one account, on its page. That a bank may not share them, or has none to share, is said
 * under Documents, once for the bank, and not on the page of each of its accounts.
 */
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
  const told = products.filter(({ state }) => state !== 'needs_consent' && state !== 'unsupported');
  const isShut = told.length < products.length;
  if (!account && isShut) return null;
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
        <ProductStates products={told} />
        {isShut ? (
          <p className="text-ink-soft text-sm">
            The bank shares no newer ones.{' '}
            <TextLink asChild>
              <Link href="/documents/statements">What would change that</Link>
            </TextLink>
          </p>
        ) : null}
        {!account && products.every(({ text }) => text === null) ? (
          <p className="text-ink-soft">The bank has issued none of this account.</p>
        ) : null}
      </div>
    </section>
  );
}
