'use client';

import { useRef, useState } from 'react';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { SectionHeading } from '#components/ui/section-heading';
import { useAttempt } from '#lib/client/use-attempt';
import type { FactorsDto } from '#lib/factors/contract';
import { countFactors } from '#lib/factors/count-factors';
import { NewRecoveryCodes } from './new-recovery-codes.tsx';

const fewCodes = 3;

/** The codes for the day when every other factor is lost: how many are left, and new ones. */
export function RecoverySection({
  factors,
  newCodes,
  onRenew,
  onKept,
}: {
  factors: FactorsDto;
  /** Just made: shown until they are kept. */
  newCodes: string[] | null;
  onRenew: () => Promise<void>;
  onKept: () => void;
}) {
  const section = useRef<HTMLElement>(null);
  const [asking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const left = factors.recoveryCodesLeft;
  if (countFactors(factors) === 0) return null;
  return (
    <section ref={section} tabIndex={-1} aria-labelledby="recovery" className="mb-10 outline-none">
      <SectionHeading id="recovery">Recovery codes</SectionHeading>
      {newCodes ? (
        <NewRecoveryCodes
          codes={newCodes}
          onKept={() => {
            onKept();
            // The button that was pressed goes with the codes.
            section.current?.focus({ preventScroll: true });
          }}
        />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-3">
          <p className="min-w-0 flex-1 basis-64 text-ink-soft">
            For the day you lose everything else: each signs you in once, with your password.{' '}
            <strong
              className={left > fewCodes ? 'font-medium text-ink' : 'font-medium text-danger'}
            >
              {describeLeft(left)}
            </strong>
          </p>
          <Button size="sm" onClick={() => setAsking(true)}>
            Make new ones
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Make new recovery codes?"
        description="The ones you have stop working at once, and you are signed out everywhere else."
        confirmLabel="Make new ones"
        pending={pending}
        error={problem}
        onConfirm={() =>
          attempt(async () => {
            await onRenew();
            setAsking(false);
          })
        }
      />
    </section>
  );
}

function describeLeft(left: number): string {
  return left === 1 ? '1 of 10 is left.' : `${left} of 10 are left.`;
}
