'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { overlayOnDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { useAttempt } from '#lib/client/use-attempt';
import type { FactorsDto, PasskeyDto } from '#lib/factors/contract';
import { countFactors } from '#lib/factors/count-factors';
import { PasskeyRow } from './passkey-row.tsx';
import { RemoveFactorDialog } from './remove-factor-dialog.tsx';

const RenamePasskeyDialog = overlayOnDemand(
  () => import('./rename-passkey-dialog.tsx').then((file) => file.RenamePasskeyDialog),
  ({ passkey }) => passkey !== null,
);

/** The person's passkeys: one for each device or password manager. */
export function PasskeySection({
  factors,
  firstStep,
  possible,
  onAdd,
  onRename,
  onRemove,
}: {
  factors: FactorsDto;
  firstStep: string;
  /** Passkeys are for names, over HTTPS; this installation is reached otherwise. */
  possible: boolean;
  onAdd: () => Promise<void>;
  onRename: (id: string, name: string) => Promise<void>;
  onRemove: (passkey: PasskeyDto) => Promise<void>;
}) {
  const [asked, setAsked] = useState<{ what: 'rename' | 'remove'; passkey: PasskeyDto } | null>(
    null,
  );
  const { pending, problem, attempt } = useAttempt();
  const { passkeys } = factors;
  const add = () => attempt(onAdd);
  const close = (open: boolean) => (open ? undefined : setAsked(null));

  return (
    <section aria-labelledby="passkeys" className="mb-10">
      <SectionHeading id="passkeys">Passkeys</SectionHeading>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 pt-3">
        <p className="min-w-0 flex-1 basis-64 text-ink-soft">
          {possible
            ? 'A passkey signs you in by itself, with the fingerprint, face or PIN of a device. There is nothing to type, and nothing that somebody could learn from you.'
            : 'Browsers have passkeys only for addresses with a name and over HTTPS. This installation is reached in another way, so an authenticator app is what it has.'}
        </p>
        {possible ? (
          <Button
            size="sm"
            variant={countFactors(factors) === 0 ? 'primary' : 'secondary'}
            loading={pending}
            onClick={add}
          >
            Add a passkey
          </Button>
        ) : null}
      </div>
      {problem ? (
        <Callout tone="danger" role="alert" className="mt-3">
          {problem}
        </Callout>
      ) : null}
      {passkeys.length > 0 ? (
        <ul className="mt-3 border-line border-t">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onAsk={(what) => setAsked({ what, passkey })}
            />
          ))}
        </ul>
      ) : null}
      <RemoveFactorDialog
        open={asked?.what === 'remove'}
        onOpenChange={close}
        what={`the passkey “${asked?.passkey.name ?? ''}”`}
        firstStep={firstStep}
        isLast={countFactors(factors) === 1}
        onRemove={async () => {
          if (asked) await onRemove(asked.passkey);
        }}
      />
      <RenamePasskeyDialog
        passkey={asked?.what === 'rename' ? asked.passkey : null}
        onLeave={() => setAsked(null)}
        onRename={onRename}
      />
    </section>
  );
}
