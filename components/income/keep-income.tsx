'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { SectionHeading } from '#components/ui/section-heading';
import { Select } from '#components/ui/select';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { deleteIncome, keepIncome } from '#lib/income/hooks';
import { keepDays } from '#lib/income/limits';
import { keepWords } from './income-words.ts';

const options = keepDays.map((days) => ({ value: String(days), label: keepWords[days] ?? '' }));

/** When it ends by itself, and the button that ends it now. */
export function KeepIncome({ endsAt, today }: { endsAt: string; today: CivilDate }) {
  const { refresh } = useRouter();
  const [isAsking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const keep = async (value: string) => {
    const days = keepDays.find((each) => String(each) === value);
    if (days === undefined) return;
    try {
      await keepIncome({ days });
      refresh();
    } catch (error) {
      toast({ tone: 'danger', title: 'Nothing was changed', description: describeError(error) });
    }
  };
  const remove = async () => {
    await deleteIncome();
    setAsking(false);
    toast({
      title: 'Your income is deleted',
      description: 'Here at once, and at Plaid in a moment.',
    });
    refresh();
  };
  return (
    <section aria-labelledby="keep-income">
      <SectionHeading id="keep-income">Until when it is kept</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        On {formatCivilDate(endsAt.slice(0, 10), today)} all of this is deleted, here and at Plaid,
        unless you choose another time. Your linked banks and your transactions stay as they are.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Select
          aria-label="Keep it, from today"
          options={options}
          placeholder="Keep it from today for…"
          onValueChange={(value) => void keep(value)}
          className="w-60"
        />
        <Button onClick={() => setAsking(true)}>Delete now</Button>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Delete your income?"
        description="Everything on this page goes, and the connections that were made for it end at Plaid. Your linked banks and your transactions stay. To have it back, share it once more."
        confirmLabel="Delete it"
        tone="danger"
        pending={pending}
        error={problem}
        onConfirm={() => attempt(remove)}
      />
    </section>
  );
}
