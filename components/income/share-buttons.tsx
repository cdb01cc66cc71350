'use client';

import { useRouter } from 'next/navigation';
import { useStepUp } from '#components/auth/step-up';
import { useLink } from '#components/items/link-session';
import { useIsSample, useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { askIncome, saveIncomeReport } from '#lib/income/hooks';
import type { IncomeSource } from '#lib/income/limits';

const labels: Record<IncomeSource, string> = { bank: 'Share a bank', payroll: 'Share your pay' };

/** Opens Link for one's own income; `again` where something of it is here already. */
export function ShareIncomeButton({
  source,
  again = false,
}: {
  source: IncomeSource;
  again?: boolean;
}) {
  const { start, busy } = useLink({ purpose: 'income', source });
  const mayChange = useMayChange();
  const isSample = useIsSample();
  if (!mayChange || isSample) return null;
  return (
    <Button
      size={again ? 'sm' : undefined}
      variant={again ? 'secondary' : 'primary'}
      loading={busy}
      onClick={start}
    >
      {again ? 'Share again' : labels[source]}
    </Button>
  );
}

/** Has who pays asked anew, without passing through Link. */
export function ReadAgainButton({ source }: { source: IncomeSource }) {
  const { refresh } = useRouter();
  const { pending, attempt } = useAttempt();
  const mayChange = useMayChange();
  if (!mayChange) return null;
  const read = async () => {
    try {
      await askIncome({ source, after: 'ask' });
      refresh();
    } catch (error) {
      toast({ tone: 'danger', title: 'It was not asked for', description: describeError(error) });
    }
  };
  return (
    <Button size="sm" loading={pending} onClick={() => attempt(read)}>
      Read again
    </Button>
  );
}

/** Plaid's own report as a file, once the person has proved who they are. */
export function SaveReportButton() {
  const { pending, attempt } = useAttempt();
  const withStepUp = useStepUp();
  const save = async () => {
    try {
      await withStepUp(saveIncomeReport);
    } catch (error) {
      toast({ tone: 'danger', title: 'Nothing was saved', description: describeError(error) });
    }
  };
  return (
    <Button size="sm" loading={pending} onClick={() => attempt(save)}>
      Save as PDF
    </Button>
  );
}
