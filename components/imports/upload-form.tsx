'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Field } from '#components/ui/field';
import { FileButton } from '#components/ui/file-button';
import { Select } from '#components/ui/select';
import type { AccountDto } from '#lib/accounts/contract';
import { ApiError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { cn } from '#lib/cn';
import { importActions } from '#lib/imports/hooks';
import { fileBytes } from '#lib/imports/limits';

/** Chooses the account and its file, which is sent as soon as it is chosen. */
export function UploadForm({
  accounts,
  accountId,
  onUploaded,
}: {
  accounts: AccountDto[];
  /** The one to begin with. */
  accountId: string | null;
  onUploaded: (importId: string) => void;
}) {
  const known = accounts.find(({ id }) => id === accountId) ?? accounts[0];
  const [chosen, setChosen] = useState(known?.id ?? '');
  const { pending, problem, attempt } = useAttempt();
  const [dragged, setDragged] = useState(false);
  const send = (file: File | undefined) => {
    if (!file) return;
    attempt(async () => {
      if (file.size > fileBytes) {
        throw new ApiError(
          'payload_too_large',
          `${file.name} is larger than 10 MB. Divide it by years.`,
        );
      }
      onUploaded((await importActions.upload(chosen, file)).id);
    });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setDragged(false);
    if (!pending) send(event.dataTransfer.files[0]);
  };
  return (
    <section aria-label="Choose a file" className="mb-12 flex flex-col gap-5">
      <Field label="Into which account" className="max-w-sm">
        <Select value={chosen} onValueChange={setChosen} options={accounts.map(toOption)} />
      </Field>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same. */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setDragged(true);
        }}
        onDragLeave={() => setDragged(false)}
        onDrop={drop}
        className={cn(
          'flex flex-col items-center gap-3 rounded-lg border border-line-strong border-dashed px-6 py-12 text-center transition-colors duration-fast',
          dragged && 'border-accent bg-accent-soft',
        )}
      >
        <FileUp aria-hidden="true" className="size-6 text-ink-faint" />
        <FileButton
          label="File to import"
          accept=".csv,.tsv,.txt,.ofx,.qfx,.qif"
          variant="primary"
          loading={pending}
          onFiles={([file]) => send(file)}
        >
          Choose a file
        </FileButton>
        <p className="text-balance text-ink-soft text-sm">
          Or drop it here. You see what it holds before anything is imported.
        </p>
      </div>
      <FormMessage text={problem} />
    </section>
  );
}

function toOption({ id, name, mask }: AccountDto) {
  return { value: id, label: mask ? `${name} ••${mask}` : name };
}
