import { Amount } from '#components/ui/amount';
import { SectionHeading } from '#components/ui/section-heading';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { ImportPreview } from '#lib/imports/contract';

/** The first transactions as they were read. */
export function PreviewList({
  preview: { rows, total, currency },
  today,
}: {
  preview: ImportPreview;
  today: string;
}) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="preview">
      <SectionHeading
        id="preview"
        aside={
          total > rows.length
            ? `The first ${rows.length} of ${total.toLocaleString('en-US')}`
            : null
        }
      >
        As they were read
      </SectionHeading>
      <ol className="relative max-h-96 overflow-y-auto">
        {rows.map(({ line, date, name, amountMinor }) => (
          <li key={line} className="flex min-h-10 items-baseline gap-4 border-line border-b py-2">
            <span className="w-24 shrink-0 text-ink-soft">
              {formatCivilDate(date, today, 'short')}
            </span>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <Amount minor={amountMinor} currency={currency} tone="money-in" />
          </li>
        ))}
      </ol>
    </section>
  );
}
