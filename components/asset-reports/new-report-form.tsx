'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { CheckChoice } from '#components/ui/check-choice';
import { Field } from '#components/ui/field';
import { Select } from '#components/ui/select';
import type { ReportBankDto } from '#lib/asset-reports/contract';
import { createReport } from '#lib/asset-reports/hooks';
import { usualDays } from '#lib/asset-reports/limits';
import { useAttempt } from '#lib/client/use-attempt';

const dayChoices = usualDays
  .toSorted((a, b) => a - b)
  .map((days) => ({
    value: String(days),
    label: days === 731 ? 'Two years' : days === 365 ? 'One year' : `${days} days`,
  }));

/** Over which banks, and how far back. */
export function NewReportForm({ banks }: { banks: readonly ReportBankDto[] }) {
  const router = useRouter();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [days, setDays] = useState(String(usualDays[0]));
  const { pending, problem, attempt } = useAttempt();
  const itemIds = banks.map(({ itemId }) => itemId).filter((id) => !left.has(id));
  const choose = (itemId: string, isChosen: boolean) => {
    const next = new Set(left);
    if (isChosen) next.delete(itemId);
    else next.add(itemId);
    setLeft(next);
  };
  return (
    <form
      method="post"
      className="flex flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        attempt(async () => {
          const { id } = await createReport({ itemIds, days: Number(days) });
          router.push(`/documents/asset-reports/${id}`);
        });
      }}
    >
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-2 font-medium text-sm">Banks</legend>
        {banks.map(({ itemId, bank }) => (
          <CheckChoice
            key={itemId}
            label={bank}
            checked={!left.has(itemId)}
            onCheckedChange={(isChosen) => choose(itemId, isChosen)}
          />
        ))}
      </fieldset>
      <Field label="How far back" hint="Most who ask for one want 60 days." className="w-56">
        <Select options={dayChoices} value={days} onValueChange={setDays} />
      </Field>
      <FormMessage text={problem} />
      <Button type="submit" variant="primary" loading={pending} disabled={itemIds.length === 0}>
        Make the report
      </Button>
    </form>
  );
}
