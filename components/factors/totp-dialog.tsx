'use client';

import { FormMessage } from '#components/auth/form-message';
import { TotpField } from '#components/auth/totp-field';
import { CopyField } from '#components/ui/copy-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { QrCode } from '#components/ui/qr-code';
import { TextLink } from '#components/ui/text-link';
import { useForm } from '#lib/client/use-form';
import type { NewTotpDto } from '#lib/factors/contract';

/** Shows what the app has to know, and asks for a code to see that it does. */
export function TotpDialog({
  begun,
  onAdd,
  onLeave,
}: {
  begun: NewTotpDto | null;
  onAdd: (code: string) => Promise<void>;
  onLeave: () => void;
}) {
  return (
    <Dialog open={begun !== null} onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent
        size="md"
        title="Set up an authenticator app"
        description="Scan this with the app, then enter the six digits it shows."
      >
        {begun ? <SetUp begun={begun} onAdd={onAdd} /> : null}
      </DialogContent>
    </Dialog>
  );
}

function SetUp({ begun, onAdd }: { begun: NewTotpDto; onAdd: (code: string) => Promise<void> }) {
  const form = useForm(['code'], ({ code }) => onAdd(code), {
    loadSchema: () => import('#lib/factors/contract').then((contract) => contract.totpInput),
    retryFrom: 'code',
  });
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-5 sm:flex-row">
        <QrCode value={begun.uri} label="QR code for the authenticator app" />
        <div className="min-w-0 flex-1">
          <CopyField
            label="Or type this key"
            rows={2}
            value={begun.secret.match(/.{1,4}/g)?.join(' ') ?? begun.secret}
          />
          <p className="mt-3 text-sm">
            <TextLink href={begun.uri}>Open in an app on this device</TextLink>
          </p>
        </div>
      </div>
      <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
        <TotpField error={form.fields.code} />
        <FormMessage text={form.message} />
        <DialogActions submitLabel="Add" busy={form.busy} />
      </form>
    </div>
  );
}
