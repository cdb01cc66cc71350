'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { useAttempt } from '#lib/client/use-attempt';
import { countFactors, type FactorsDto, type PasskeyDto } from '#lib/factors/contract';
import { PasskeyRow } from './passkey-row.tsx';
import { RemoveFactorDialog } from './remove-factor-dialog.tsx';
import { RenamePasskeyDialog } from './rename-passkey-dialog.tsx';

/** The person's passkeys: one for each device or password manager. */
export function PasskeySection({
  factors,
  possible,
  onAdd,
  onRename,
  onRemove,
}: {
  factors: FactorsDto;
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
  const add = () =>
    attempt(async () => {
      await onAdd();
      toast({ title: 'Your passkey was added', tone: 'positive' });
    });
  const close = (open: boolean) => (open ? undefined : setAsked(null));

  return (
    <section aria-labelledby="passkeys" className="mb-10">
      <SectionHeading id="passkeys">Passkeys</SectionHeading>
      <p className="py-3 text-ink-soft">
        {possible
          ? 'A passkey signs you in by itself, with the fingerprint, face or PIN of a device. There is nothing to type, and nothing that somebody could learn from you.'
          : 'Browsers have passkeys only for addresses with a name and over HTTPS. This installation is reached in another way, so an authenticator app is what it has.'}
      </p>
      {passkeys.length > 0 ? (
        <ul className="mb-3 border-line border-t">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              onAsk={(what) => setAsked({ what, passkey })}
            />
          ))}
        </ul>
      ) : null}
      {problem ? (
        <Callout tone="danger" role="alert" className="mb-3">
          {problem}
        </Callout>
      ) : null}
      {possible ? (
        <Button loading={pending} onClick={add}>
          <Plus aria-hidden="true" />
          Add a passkey
        </Button>
      ) : null}
      <RemoveFactorDialog
        open={asked?.what === 'remove'}
        onOpenChange={close}
        what={`the passkey “${asked?.passkey.name ?? ''}”`}
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
