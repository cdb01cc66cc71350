'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { overlayOnDemand } from '#components/ui/on-demand';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { useAttempt } from '#lib/client/use-attempt';
import type { FactorsDto, NewTotpDto } from '#lib/factors/contract';
import { countFactors } from '#lib/factors/count-factors';
import { RemoveFactorDialog } from './remove-factor-dialog.tsx';

const TotpDialog = overlayOnDemand(
  () => import('./totp-dialog.tsx').then((file) => file.TotpDialog),
  ({ begun }) => begun !== null,
);

/** The authenticator app: added by a code of it, removed or put in another's place. */
export function TotpSection({
  factors,
  firstStep,
  onBegin,
  onAdd,
  onRemove,
}: {
  factors: FactorsDto;
  firstStep: string;
  onBegin: () => Promise<NewTotpDto>;
  onAdd: (code: string) => Promise<void>;
  onRemove: () => Promise<void>;
}) {
  const [begun, setBegun] = useState<NewTotpDto | null>(null);
  const [removing, setRemoving] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const { totpSince } = factors;
  const begin = () => attempt(async () => setBegun(await onBegin()));

  return (
    <section aria-labelledby="totp" className="mb-10">
      <SectionHeading id="totp">Authenticator app</SectionHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-3">
        <p className="min-w-0 flex-1 basis-64 text-ink-soft">
          {totpSince ? (
            <>
              Its six digits go with {firstStep}. Added <RelativeTime iso={totpSince} />.
            </>
          ) : (
            `An app on your phone shows six digits, new ones every half minute, that go with ${firstStep}.`
          )}
        </p>
        <div className="flex gap-2">
          {totpSince ? (
            <Button
              size="sm"
              variant="ghost"
              className="max-sm:order-last"
              onClick={() => setRemoving(true)}
            >
              Remove
            </Button>
          ) : null}
          <Button size="sm" loading={pending} onClick={begin}>
            {totpSince ? 'Set up another' : 'Set up'}
          </Button>
        </div>
      </div>
      {problem ? (
        <Callout tone="danger" role="alert" className="mt-3">
          {problem}
        </Callout>
      ) : null}
      <TotpDialog
        begun={begun}
        onLeave={() => setBegun(null)}
        onAdd={async (code) => {
          await onAdd(code);
          setBegun(null);
        }}
      />
      <RemoveFactorDialog
        open={removing}
        onOpenChange={setRemoving}
        what="your authenticator app"
        firstStep={firstStep}
        isLast={countFactors(factors) === 1}
        onRemove={onRemove}
      />
    </section>
  );
}
