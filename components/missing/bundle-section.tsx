'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { CheckChoice } from '#components/ui/check-choice';
import { CopyField } from '#components/ui/copy-field';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { saveBlob } from '#lib/client/save-file';
import type { BundleDto } from '#lib/missing/contract';

/** The end of the search: the facts with which Plaid's support can look further. */
export function BundleSection({ onRead }: { onRead: (amounts: boolean) => Promise<BundleDto> }) {
  const [amounts, setAmounts] = useState(false);
  const [bundle, setBundle] = useState<BundleDto | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async () => {
    setBusy(true);
    try {
      setBundle(await onRead(amounts));
    } catch (error) {
      toast({ tone: 'danger', title: 'Not gathered', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="support" className="mt-12">
      <SectionHeading id="support">Still missing? Ask Plaid’s support</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        This gathers what they need: Plaid’s ids of the connection and of transactions that come
        near, the latest syncs with their request ids, and the latest webhooks. No keys, no account
        numbers, no names of accounts.
      </p>
      <CheckChoice
        label="Include amounts"
        className="mb-4 w-fit"
        checked={amounts}
        onCheckedChange={(checked) => {
          setAmounts(checked);
          setBundle(null);
        }}
      />
      <div className="flex flex-wrap gap-2">
        <Button loading={busy} onClick={() => void read()}>
          Gather the facts
        </Button>
        {bundle ? (
          <Button variant="ghost" onClick={() => save(bundle)}>
            <Download aria-hidden="true" />
            Save as a file
          </Button>
        ) : null}
      </div>
      {bundle ? (
        <CopyField label="For the ticket" value={bundle.text} rows={10} className="mt-4" />
      ) : null}
    </section>
  );
}

function save({ bundle }: BundleDto): void {
  const file = new Blob([JSON.stringify(bundle, null, 2)], { type: 'application/json' });
  saveBlob(file, 'missing-transaction.json');
}
