import type { ReactNode } from 'react';
import { NothingCounted } from './nothing-counted.tsx';

/** One section for each currency: amounts in different ones are never added up. */
export function CurrencySections<Sums extends { currency: string }>({
  currencies,
  label,
  children,
}: {
  currencies: readonly Sums[];
  label: string;
  children: (sums: Sums, label: string) => ReactNode;
}) {
  if (currencies.length === 0) return <NothingCounted />;
  return (
    <>
      {currencies.length > 1 ? (
        <p className="mb-6 max-w-prose text-ink-soft">
          There are {currencies.length} currencies in it. Each has its own figures: without a rate
          they are not added up.
        </p>
      ) : null}
      {currencies.map((sums) => {
        const name = currencies.length > 1 ? `${label} in ${sums.currency}` : label;
        return (
          <section key={sums.currency} aria-label={name} className="mb-16">
            {children(sums, name)}
          </section>
        );
      })}
    </>
  );
}
