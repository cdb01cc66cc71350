'use client';

import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { Progress } from '#components/ui/progress';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import type { ArchiveDto, ArchiveFailure, ArchiveListDto } from '#lib/archives/contract';
import { useArchives } from '#lib/archives/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { formatFileSize } from './file-size.tsx';

/** Everything that is the person's as one file: asked for, on its way, to be fetched. */
export function ExportSection({ fallback }: { fallback: ArchiveListDto }) {
  const { archives, create, fetchFile } = useArchives(fallback);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const isWaiting = archives.some(({ state }) => state === 'waiting');
  return (
    <section aria-labelledby="export" className="mb-12">
      <SectionHeading id="export">Export</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        One file with everything that is yours: spreadsheets to open, and every row of every table
        to read by program. You alone can download it, for a day.
      </p>
      <Button
        loading={pending}
        disabled={isWaiting}
        onClick={() => attempt(() => withStepUp(create))}
      >
        Make an export
      </Button>
      {problem ? (
        <Callout tone="danger" role="alert" className="mt-4">
          {problem}
        </Callout>
      ) : null}
      {archives.length > 0 ? (
        <ul aria-label="Exports" aria-live="polite" className="mt-6 border-line border-t">
          {archives.map((archive) => (
            <ArchiveRow
              key={archive.id}
              archive={archive}
              onFetch={() => attempt(() => withStepUp(() => fetchFile(archive.id)))}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function ArchiveRow({ archive, onFetch }: { archive: ArchiveDto; onFetch: () => void }) {
  const { state, createdAt, progress, bytes, failure, expiresAt } = archive;
  if (state === 'waiting') {
    return (
      <li className="border-line border-b py-4">
        <Progress
          label="Your export is being made"
          detail={progress === null ? 'Counting' : `${Math.floor(progress * 100)} %`}
          value={progress === null ? null : progress * 100}
        />
        <p className="mt-2 text-ink-soft text-sm">
          You can leave this page. You will be told when it is ready.
        </p>
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3">
      <span className="min-w-0">
        <span className="block">
          {state === 'ready' ? 'Export' : 'Export that failed'}, asked for{' '}
          <RelativeTime iso={createdAt} />
        </span>
        <span className="block text-ink-soft text-sm">
          {failure ? failureWords[failure] : null}
          {bytes !== null && expiresAt ? (
            <>
              {formatFileSize(bytes)} · deleted <RelativeTime iso={expiresAt} />
            </>
          ) : null}
        </span>
      </span>
      {state === 'ready' ? (
        <Button size="sm" onClick={onFetch}>
          Download
        </Button>
      ) : null}
    </li>
  );
}

const failureWords: Record<ArchiveFailure, string> = {
  too_large:
    'It would have been larger than one gigabyte. Nothing was changed; tell whoever runs this installation.',
  kept_failing:
    'It could not be written, several times over. Nothing was changed; try again, or tell whoever runs this installation.',
};
