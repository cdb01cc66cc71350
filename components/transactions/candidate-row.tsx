import type { ReactNode } from 'react';
import { Amount, type AmountProps } from '#components/ui/amount';
import type { Money } from '#lib/money/contract';

/** A transaction to choose, with why it is offered. */
export function CandidateRow({
  merchant,
  facts,
  amount,
  tone,
  aside,
  onChoose,
}: {
  merchant: string;
  facts: string[];
  amount: Money;
  tone?: AmountProps['tone'];
  /** What is to be said of the amount. */
  aside?: ReactNode;
  /** Without it, it is chosen. */
  onChoose?: () => void;
}) {
  const content = (
    <>
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate">{merchant || 'No name'}</span>
        <span className="block text-ink-soft text-sm">{facts.join(', ')}</span>
      </span>
      <span className="shrink-0 text-right">
        <Amount minor={amount.minor} currency={amount.currency} tone={tone} />
        {aside ? <span className="block text-ink-faint text-sm">{aside}</span> : null}
      </span>
    </>
  );
  const layout = 'flex w-full items-start gap-4 rounded-md px-2 py-2.5';
  return (
    <li className="border-line border-b last:border-b-0">
      {onChoose ? (
        <button type="button" onClick={onChoose} className={`${layout} hover:bg-pressed`}>
          {content}
        </button>
      ) : (
        <div className={layout}>{content}</div>
      )}
    </li>
  );
}
