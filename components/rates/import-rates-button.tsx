'use client';

import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { FileButton } from '#components/ui/file-button';
import { toast } from '#components/ui/toast';
import { ApiError, describeError } from '#lib/client/api';
import type { CivilDate } from '#lib/dates/civil-date';
import type { RateImportDto } from '#lib/rates/contract';
import { rateActions } from '#lib/rates/hooks';
import { rateFileBytes } from '#lib/rates/limits';
import { ImportRatesDialog } from './import-rates-dialog.tsx';

/** Takes a file, and shows what it would bring before anything is imported. */
export function ImportRatesButton({ today }: { today: CivilDate }) {
  const [busy, setBusy] = useState(false);
  const [read, setRead] = useState<{ file: File; preview: RateImportDto } | null>(null);
  if (!useMayChange()) return null;
  const look = async (file: File) => {
    setBusy(true);
    try {
      setRead({ file, preview: await preview(file) });
    } catch (error) {
      toast({ tone: 'danger', title: 'Not read', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <FileButton
        label="File of rates"
        accept=".csv,.tsv,.txt,.zip"
        variant="ghost"
        loading={busy}
        onFiles={([file]) => void look(file)}
      >
        <FileUp aria-hidden="true" />
        Import a file
      </FileButton>
      {read ? <ImportRatesDialog {...read} today={today} onLeave={() => setRead(null)} /> : null}
    </>
  );
}

function preview(file: File): Promise<RateImportDto> {
  if (file.size <= rateFileBytes) return rateActions.previewFile(file);
  throw new ApiError(
    'payload_too_large',
    `${file.name} is larger than 2 MB. Nothing was imported; divide it by years.`,
  );
}
