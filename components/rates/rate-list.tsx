'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { IconButton } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { RateDto } from '#lib/rates/contract';
import { rateActions } from '#lib/rates/hooks';
import { sayChanged } from './decide-rates.ts';
import { RateDialog } from './rate-dialog.tsx';
import { sayRate } from './rate-words.ts';

/** Rates as they were entered or imported, the newest first. */
export function RateList({ rates, today }: { rates: RateDto[]; today: CivilDate }) {
  const [changing, setChanging] = useState<RateDto | null>(null);
  const mayChange = useMayChange();
  return (
    <>
      <ul>
        {rates.map((rate) => {
          const name = `${sayRate(rate)} of ${formatCivilDate(rate.date, today, 'short')}`;
          return (
            <li
              key={`${rate.date} ${rate.from} ${rate.to}`}
              className="flex min-h-11 items-center gap-2 border-line border-b last:border-b-0"
            >
              <span className="w-22 shrink-0 text-ink-soft sm:w-36">
                {formatCivilDate(rate.date, today, 'short')}
              </span>
              <span className="min-w-0 flex-1 tabular-nums">{sayRate(rate)}</span>
              {mayChange ? (
                <span className="flex">
                  <IconButton label={`Change ${name}`} onClick={() => setChanging(rate)}>
                    <Pencil />
                  </IconButton>
                  <IconButton label={`Delete ${name}`} onClick={() => void remove(rate)}>
                    <Trash2 />
                  </IconButton>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {changing ? (
        <RateDialog
          rate={changing}
          pair={changing}
          today={today}
          onLeave={() => setChanging(null)}
        />
      ) : null}
    </>
  );
}

async function remove(rate: RateDto): Promise<void> {
  const { date, from, to } = rate;
  try {
    const changed = await rateActions.change({ remove: [{ date, from, to }] });
    sayChanged(`${sayRate(rate)} is deleted`, changed);
  } catch (error) {
    toast({ tone: 'danger', title: 'Not deleted', description: describeError(error) });
  }
}
