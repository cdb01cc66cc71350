'use client';

import { FormMessage } from '#components/auth/form-message';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { useAttempt } from '#lib/client/use-attempt';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { RateImportDto } from '#lib/rates/contract';
import { rateActions } from '#lib/rates/hooks';
import { sayChanged } from './decide-rates.ts';

/** What a file would bring, to be taken or left. */
export function ImportRatesDialog({
  file,
  preview,
  today,
  onLeave,
}: {
  file: File;
  preview: RateImportDto;
  today: CivilDate;
  onLeave: () => void;
}) {
  const { added, unreadable, unreadableCount } = preview;
  const { pending, problem, attempt } = useAttempt();
  const save = () =>
    attempt(async () => {
      const brought = await rateActions.importFile(file);
      sayChanged(`${count(brought.added)} imported`, brought);
      onLeave();
    });
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent title="Import rates" description={file.name}>
        <ul className="mb-4 flex flex-col gap-1">
          {describe(preview, today).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {unreadableCount === 0 ? null : (
          <>
            <p className="text-ink-soft text-sm">
              {unreadableCount === 1 ? '1 line' : `${unreadableCount} lines`} could not be read and
              would be left out:
            </p>
            <ul className="mt-1 mb-4 text-ink-soft text-sm">
              {unreadable.map(({ line, text }) => (
                <li key={line} className="truncate">
                  {line}: {text}
                </li>
              ))}
            </ul>
          </>
        )}
        <form
          method="post"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <FormMessage text={problem} />
          {added === 0 ? null : (
            <DialogActions submitLabel={`Import ${count(added)}`} busy={pending} />
          )}
        </form>
      </DialogContent>
    </Dialog>
  );
}

function describe({ added, kept, unused, from, to }: RateImportDto, today: CivilDate): string[] {
  const say = (date: CivilDate) => formatCivilDate(date, today, 'short');
  return [
    added === 0 ? 'There is nothing new in it.' : `${count(added)} would be new here.`,
    ...(from && to ? [`Its rates are from ${say(from)} to ${say(to)}.`] : []),
    ...(kept === 0 ? [] : [`${count(kept)} of days that have one: what is here stays.`]),
    ...(unused === 0 ? [] : [`${count(unused)} of currencies that no account is in are left out.`]),
  ];
}

function count(rates: number): string {
  return rates === 1 ? '1 rate' : `${rates.toLocaleString('en-US')} rates`;
}
