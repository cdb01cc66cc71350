'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { CheckChoice } from '#components/ui/check-choice';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import type { AssetReportCopyDto, AssetReportDto } from '#lib/asset-reports/contract';
import { copyReport, takeCopyBack } from '#lib/asset-reports/hooks';
import { useAttempt } from '#lib/client/use-attempt';

/** Who may read the report at Plaid, and letting somebody. */
export function ReportCopies({ report: { id, copies } }: { report: AssetReportDto }) {
  return (
    <section aria-labelledby="copies" className="mt-12">
      <SectionHeading id="copies">Read by others at Plaid</SectionHeading>
      {copies.length > 0 ? (
        <ul>
          {copies.map((copy) => (
            <Copy key={copy.id} reportId={id} copy={copy} />
          ))}
        </ul>
      ) : (
        <p className="py-3 text-ink-soft">
          Nobody. A lender that works with Plaid gives you an id.
        </p>
      )}
      <CopyForm reportId={id} />
    </section>
  );
}

function Copy({ reportId, copy }: { reportId: string; copy: AssetReportCopyDto }) {
  const { pending, problem, attempt } = useAttempt();
  const takeBack = () => attempt(async () => void (await takeCopyBack(reportId, copy.id)));
  return (
    <li className="border-line border-b py-2.5 last:border-b-0">
      <div className="flex items-center gap-4">
        <span className="min-w-0 flex-1">
          <span className="block truncate">{copy.auditorId}</span>
          <span className="block text-ink-soft text-sm">
            {copy.isUnsure ? 'Asked for ' : 'Since '}
            <RelativeTime iso={copy.createdAt} />
            {copy.isUnsure
              ? '. Plaid’s answer has not come, so they may read it. Removing the report ends that.'
              : null}
          </span>
        </span>
        {copy.isUnsure ? null : (
          <Button size="sm" loading={pending} onClick={takeBack}>
            Take back
          </Button>
        )}
      </div>
      <FormMessage text={problem} />
    </li>
  );
}

function CopyForm({ reportId }: { reportId: string }) {
  const withStepUp = useStepUp();
  const [auditorId, setAuditorId] = useState('');
  const [agreed, setAgreed] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const isReady = agreed && auditorId.trim() !== '';
  return (
    <form
      method="post"
      className="mt-4 flex max-w-md flex-col items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        attempt(async () => {
          await withStepUp(() => copyReport(reportId, auditorId));
          setAuditorId('');
          setAgreed(false);
        });
      }}
    >
      <Field label="Id of who is to read it" className="w-full">
        <Input
          value={auditorId}
          onChange={(event) => setAuditorId(event.target.value)}
          maxLength={100}
          autoComplete="off"
        />
      </Field>
      <CheckChoice
        label="They may read all of this report"
        hint="Balances, transactions and owners, at Plaid, until I take it back or remove the report."
        checked={agreed}
        onCheckedChange={setAgreed}
      />
      <FormMessage text={problem} />
      <Button type="submit" loading={pending} disabled={!isReady}>
        Let them read it
      </Button>
    </form>
  );
}
