'use client';

import { Download, RefreshCw, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import type { AssetReportDto } from '#lib/asset-reports/contract';
import { downloadReport, refreshReport, removeReport } from '#lib/asset-reports/hooks';
import { useAttempt } from '#lib/client/use-attempt';

/** Saving it, making it anew with what holds now, and removing it. */
export function ReportActions({ report: { id, state } }: { report: AssetReportDto }) {
  const router = useRouter();
  const withStepUp = useStepUp();
  const download = useAttempt();
  const refresh = useAttempt();
  const problem = download.problem ?? refresh.problem;
  return (
    <div className="flex max-w-full flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {state === 'ready' ? (
          <>
            <Button
              variant="primary"
              loading={download.pending}
              onClick={() => download.attempt(() => withStepUp(() => downloadReport(id)))}
            >
              <Download aria-hidden="true" />
              PDF
            </Button>
            <Button
              loading={refresh.pending}
              onClick={() =>
                refresh.attempt(async () => {
                  const { id: newId } = await refreshReport(id);
                  router.push(`/documents/asset-reports/${newId}`);
                })
              }
            >
              <RefreshCw aria-hidden="true" />
              Make anew
            </Button>
          </>
        ) : null}
        <RemoveButton id={id} />
      </div>
      <FormMessage text={problem} />
    </div>
  );
}

function RemoveButton({ id }: { id: string }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const withStepUp = useStepUp();
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        Remove
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone="danger"
        title="Remove this report?"
        description="It is removed at Plaid, too, and nobody whom you let read it can read it any more. What was saved as a file stays with whoever has it."
        confirmLabel="Remove"
        pending={pending}
        error={problem}
        onConfirm={() =>
          attempt(async () => {
            await withStepUp(() => removeReport(id));
            router.push('/documents/asset-reports');
          })
        }
      />
    </>
  );
}
