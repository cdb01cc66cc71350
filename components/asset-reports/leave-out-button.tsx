'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { CheckChoice } from '#components/ui/check-choice';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { filterReport } from '#lib/asset-reports/hooks';
import { useAttempt } from '#lib/client/use-attempt';

type Account = { key: string; name: string; mask: string | null };

/** Makes another report without some of the accounts; this one stays. */
export function LeaveOutButton({ reportId, accounts }: { reportId: string; accounts: Account[] }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [out, setOut] = useState<string[]>([]);
  const { pending, problem, attempt } = useAttempt();
  const make = () =>
    attempt(async () => {
      if (out.length === 0) return setAsking(false);
      const { id } = await filterReport(reportId, out);
      router.push(`/documents/asset-reports/${id}`);
    });
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Leave accounts out
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Which accounts are to be left out?"
        description="Another report is made without them. This one stays until you remove it."
        confirmLabel="Make the report"
        pending={pending}
        error={problem}
        onConfirm={make}
      >
        <div className="flex flex-col gap-2.5">
          {accounts.map(({ key, name, mask }) => (
            <CheckChoice
              key={key}
              label={mask ? `${name} ••${mask}` : name}
              checked={out.includes(key)}
              onCheckedChange={(isOut) =>
                setOut(isOut ? [...out, key] : out.filter((each) => each !== key))
              }
            />
          ))}
        </div>
      </ConfirmDialog>
    </>
  );
}
