'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Callout } from '#components/ui/callout';
import { FileButton } from '#components/ui/file-button';
import { Progress } from '#components/ui/progress';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import type { ImportDto, ImportFailure, ImportListDto } from '#lib/archive-imports/contract';
import { useImports } from '#lib/archive-imports/hooks';
import { useAttempt } from '#lib/client/use-attempt';

/** Brings an export back, into a household that is empty. */
export function ImportSection({ fallback }: { fallback: ImportListDto }) {
  const { imports, possible, create, upload } = useImports(fallback);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const [sent, setSent] = useState<number | null>(null);
  const [latest] = imports.filter(({ state }) => state !== 'uploading');

  const send = (file: File) =>
    attempt(async () => {
      try {
        const { id } = await withStepUp(() => create(file.size));
        setSent(0);
        await upload(id, file, setSent);
      } finally {
        setSent(null);
      }
    });
  return (
    <section aria-labelledby="import" className="mb-12">
      <SectionHeading id="import">Import</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        Brings an export of Plumbline back, from here or from another installation: every
        transaction, balance and decision, all of it or nothing. Banks come back as connections that
        have ended; link them again, and their history moves over. The categories become those of
        the export.
      </p>
      {possible ? (
        <FileButton
          label="Export to import"
          accept=".zip,application/zip"
          loading={pending}
          disabled={latest?.state === 'waiting'}
          onFiles={([file]) => send(file)}
        >
          Choose a file
        </FileButton>
      ) : latest?.state === 'done' ? null : (
        <p className="text-ink-soft text-sm">
          Only into a household without banks, accounts, rules, tags and categories of its own, of
          which you are the only member. This one is in use: sign up anew for an empty one.
        </p>
      )}
      {problem ? (
        <Callout tone="danger" role="alert" className="mt-4">
          {problem}
        </Callout>
      ) : null}
      <div aria-live="polite">
        {sent !== null ? (
          <Progress
            label="Sending the file"
            detail={`${Math.floor(sent * 100)} %`}
            value={sent * 100}
            className="mt-6"
          />
        ) : latest ? (
          <LatestImport latest={latest} />
        ) : null}
      </div>
    </section>
  );
}

function LatestImport({
  latest: { state, progress, rows, failure, createdAt },
}: {
  latest: ImportDto;
}) {
  const count = `${rows.toLocaleString('en-US')} rows`;
  if (state === 'waiting') {
    return (
      <Progress
        label="Your export is being read"
        detail={progress === null ? 'Checking the file' : count}
        value={progress === null ? null : progress * 100}
        className="mt-6"
      />
    );
  }
  if (failure) {
    return (
      <Callout tone="danger" title="Nothing was imported" className="mt-4">
        {failureWords[failure]}
      </Callout>
    );
  }
  return (
    <p className="mt-4 text-ink-soft text-sm">
      Imported <RelativeTime iso={createdAt} />: {count}, compared one by one with the file.
    </p>
  );
}

const failureWords: Record<ImportFailure, string> = {
  foreign:
    'This is not a file that Plumbline exported. Choose the whole zip file, as it was downloaded.',
  newer: 'A newer version of Plumbline made this file. Update this installation, then try again.',
  damaged: 'Its checksums do not match: it was changed or cut short on its way. Download it again.',
  inconsistent: 'Its rows do not fit together: the file was changed after it was made.',
  too_large: 'It holds more than can be imported. Tell whoever runs this installation.',
  not_empty: 'Meanwhile there is something in this household.',
  kept_failing:
    'It could not be read, several times over, and not because of the file. Tell whoever runs this installation.',
};
