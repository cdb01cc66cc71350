'use client';

import { Amount } from '#components/ui/amount';
import { CheckChoice } from '#components/ui/check-choice';
import { Checkbox } from '#components/ui/checkbox';
import { SectionHeading } from '#components/ui/section-heading';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { ApplyInput, ImportPreview } from '#lib/imports/contract';

type Mode = ApplyInput['duplicates'];

/** What seems to be here already: left out, unless the person says otherwise. */
export function DuplicateList({
  preview: { duplicates, duplicateCount, currency },
  today,
  mode,
  except,
  onModeChange,
  onExceptChange,
}: {
  preview: ImportPreview;
  today: string;
  mode: Mode;
  /** Lines of which the opposite is meant. */
  except: ReadonlySet<number>;
  onModeChange: (mode: Mode) => void;
  onExceptChange: (except: ReadonlySet<number>) => void;
}) {
  if (duplicateCount === 0) return null;
  const toggle = (line: number) => {
    const next = new Set(except);
    if (!next.delete(line)) next.add(line);
    onExceptChange(next);
  };
  return (
    <section aria-labelledby="duplicates">
      <SectionHeading id="duplicates" aside={duplicateCount.toLocaleString('en-US')}>
        Already here
      </SectionHeading>
      <p className="pt-3 text-ink-soft">
        These are left out. Tick what is another transaction and should be imported all the same.
      </p>
      <CheckChoice
        label="Import all of them"
        checked={mode === 'import'}
        onCheckedChange={(all) => onModeChange(all ? 'import' : 'skip')}
        className="py-3"
      />
      <ul className="relative max-h-80 overflow-y-auto">
        {duplicates.map(({ line, date, name, amountMinor, kind, of }) => (
          <li key={line} className="flex min-h-12 items-center gap-3 border-line border-t py-1.5">
            <Checkbox
              aria-label={`Import ${name}, ${formatCivilDate(date, today, 'short')}`}
              checked={(mode === 'import') !== except.has(line)}
              onCheckedChange={() => toggle(line)}
            />
            <span className="min-w-0 flex-1">
              <span className="block truncate">{name}</span>
              <span className="block truncate text-ink-faint text-sm">
                {formatCivilDate(date, today, 'short')}, {kind === 'same' ? 'the same as' : 'like'}{' '}
                {of.merchant} on {formatCivilDate(of.date, today, 'short')}
              </span>
            </span>
            <Amount minor={amountMinor} currency={currency} tone="money-in" />
          </li>
        ))}
      </ul>
      {duplicateCount > duplicates.length ? (
        <p className="pt-2 text-ink-soft text-sm">
          And {(duplicateCount - duplicates.length).toLocaleString('en-US')} more.
        </p>
      ) : null}
    </section>
  );
}
