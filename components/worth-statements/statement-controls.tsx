'use client';

import { Printer } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button';
import { DateField } from '#components/ui/date-field';
import { SegmentedControl } from '#components/ui/segmented-control';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Whose, WorthStatementDto } from '#lib/worth-statements/contract';

const scopes = [
  { value: 'all', label: 'All I see' },
  { value: 'own', label: 'Mine alone' },
] as const;

/** Of which day and of whose accounts; both stand in the page's URL. */
export function StatementControls({
  statement: { on, whose, hasOthers },
  today,
}: {
  statement: WorthStatementDto;
  today: CivilDate;
}) {
  const router = useRouter();
  const show = (change: { on?: CivilDate; whose?: Whose }) => {
    const query = new URLSearchParams({ on, whose, ...change });
    router.replace(`/documents?${query}`, { scroll: false });
  };
  return (
    <div className="mb-8 flex flex-wrap items-end gap-x-8 gap-y-4 print:hidden">
      <DateField
        label="At the end of"
        value={on}
        today={today}
        max={today}
        required
        onValueChange={(date) => date && show({ on: date })}
        className="w-44"
      />
      {hasOthers ? (
        <SegmentedControl
          label="Whose accounts"
          options={scopes}
          value={whose}
          onValueChange={(next) => show({ whose: next })}
          className="mb-1"
        />
      ) : null}
      <Button onClick={() => window.print()} className="sm:ml-auto">
        <Printer aria-hidden="true" />
        Print or save as PDF
      </Button>
    </div>
  );
}
