import { Children, type ReactNode } from 'react';

/** Cards in their order: the first half of them, and in a wide window the others beside it. */
export function OverviewColumns({ children }: { children: ReactNode }) {
  const cards = Children.toArray(children);
  const half = Math.ceil(cards.length / 2);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-16 gap-y-12 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      {[cards.slice(0, half), cards.slice(half)].map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the left one and the right one.
        <div key={index} className="flex flex-col gap-12 empty:hidden">
          {column}
        </div>
      ))}
    </div>
  );
}
