'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { offerUndo } from '#components/shell/undo';
import { Amount } from '#components/ui/amount';
import { IconButton } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { isValued } from '#lib/accounts/account-kinds';
import type { AccountDto } from '#lib/accounts/contract';
import { describeError } from '#lib/client/api';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { ValuationDto, ValuationsDto } from '#lib/valuations/contract';
import { setValuation, useValuations } from '#lib/valuations/hooks';

const ValuationDialog = overlayOnDemand(
  () => import('./valuation-dialog.tsx').then((file) => file.ValuationDialog),
  ({ open }) => open,
);

/** What was said that something kept by hand was worth, the newest first. */
export function ValuationSection({
  account,
  fallback,
  today,
}: {
  account: AccountDto;
  fallback: ValuationsDto;
  today: CivilDate;
}) {
  const valuations = useValuations(account.id, fallback);
  const [changing, setChanging] = useState<ValuationDto | null>(null);
  const mayChange = useMayChange() && account.mine;
  const worth = account.byHand !== null && isValued(account.byHand.kind);
  const currency = account.byHand?.opening.currency ?? null;
  if (valuations.length === 0 && !worth) return null;
  return (
    <section aria-labelledby="values" className="mb-10 max-w-2xl">
      <SectionHeading id="values">{worth ? 'Values' : 'Balances set by hand'}</SectionHeading>
      {valuations.length === 0 ? (
        <p className="py-4 text-ink-soft">
          No value was entered, so what it is worth is not known.
        </p>
      ) : (
        <ul>
          {valuations.map((each) => (
            <li
              key={each.date}
              className="flex min-h-11 items-center gap-4 border-line border-b last:border-b-0"
            >
              <span className="flex-1 text-ink-soft">{formatCivilDate(each.date, today)}</span>
              <Amount minor={each.minor} currency={currency} />
              {mayChange ? (
                <span className="flex">
                  <IconButton
                    label={`Change the value of ${formatCivilDate(each.date, today)}`}
                    onClick={() => setChanging(each)}
                  >
                    <Pencil />
                  </IconButton>
                  <IconButton
                    label={`Delete the value of ${formatCivilDate(each.date, today)}`}
                    onClick={() => void remove(account, each)}
                  >
                    <Trash2 />
                  </IconButton>
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <ValuationDialog
        account={account}
        valuation={changing}
        today={today}
        open={changing !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setChanging(null);
        }}
      />
    </section>
  );
}

async function remove({ id, name }: AccountDto, { date, minor }: ValuationDto): Promise<void> {
  try {
    await setValuation(id, { date, valueMinor: null });
    offerUndo(`${name}: value deleted`, () => setValuation(id, { date, valueMinor: minor }));
  } catch (error) {
    toast({ tone: 'danger', title: 'Not deleted', description: describeError(error) });
  }
}
