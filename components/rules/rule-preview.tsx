'use client';

import { Amount } from '#components/ui/amount';
import { SectionHeading } from '#components/ui/section-heading';
import { Spinner } from '#components/ui/spinner';
import { describeError } from '#lib/client/api';
import { useSettled } from '#lib/client/use-settled';
import { formatCivilDate } from '#lib/dates/civil-date';
import { type PreviewInput, type PreviewRowDto, previewLimit } from '#lib/rules/contract';
import { useRulePreview } from '#lib/rules/hooks';
import { fieldWords } from './rule-words.ts';

const pauseMs = 250;

/** What a rule would match and change, while it is being written; asked for once it pauses. */
export function usePausedPreview(input: PreviewInput | null) {
  const settled = useSettled(input, pauseMs);
  const asked = input && settled;
  const { preview, error, isReading } = useRulePreview(asked);
  return { preview, error, isStale: input !== null && (isReading || asked !== input) };
}

/** What usePausedPreview() found, row by row. */
export function RulePreview({
  preview,
  error,
  isStale,
  today,
}: ReturnType<typeof usePausedPreview> & { today: string }) {
  return (
    <section aria-labelledby="rule-preview">
      <SectionHeading id="rule-preview" level={3} aside={isStale ? <Spinner /> : null}>
        {preview ? countWords(preview.count) : 'What it matches'}
      </SectionHeading>
      {error ? (
        <p role="alert" className="py-3 text-danger text-sm">
          {describeError(error)}
        </p>
      ) : preview && preview.count > 0 ? (
        <>
          <ul>
            {preview.items.map((row) => (
              <PreviewRow key={row.id} row={row} today={today} />
            ))}
          </ul>
          {preview.count > preview.items.length ? (
            <p className="pt-3 text-ink-soft text-sm">
              The newest {previewLimit} of {preview.count.toLocaleString('en-US')}.
            </p>
          ) : null}
        </>
      ) : (
        <p className="py-3 text-ink-soft text-sm">
          {preview
            ? 'No transaction so far is like this. The rule waits for one.'
            : 'Say which transactions are meant, and they show here.'}
        </p>
      )}
    </section>
  );
}

export function countWords(count: number): string {
  if (count === 0) return 'It matches nothing yet';
  return count === 1
    ? 'It matches 1 transaction'
    : `It matches ${count.toLocaleString('en-US')} transactions`;
}

function PreviewRow({ row, today }: { row: PreviewRowDto; today: string }) {
  const { date, merchant, account, amount, changes, decided } = row;
  return (
    <li className="border-line border-b py-2">
      <div className="flex items-baseline justify-between gap-4">
        <span className="min-w-0 truncate">{merchant || '(no name)'}</span>
        <Amount minor={amount.minor} currency={amount.currency} tone="money-in" />
      </div>
      <div className="text-ink-soft text-sm">
        {formatCivilDate(date, today)} · {account}
      </div>
      {changes.map(({ field, before, after }) => (
        <div key={field} className="text-sm">
          <span className="text-ink-faint">{fieldWords[field]}: </span>
          <del className="text-ink-soft decoration-ink-faint">{before ?? 'none'}</del>
          <span aria-hidden="true" className="text-ink-faint">
            {' → '}
          </span>
          <ins className="no-underline">{after ?? 'none'}</ins>
        </div>
      ))}
      {decided.length > 0 ? (
        <div className="text-ink-faint text-sm">
          Stays as you decided: {decided.map((field) => fieldWords[field].toLowerCase()).join(', ')}
        </div>
      ) : null}
    </li>
  );
}
