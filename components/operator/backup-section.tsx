'use client';

import type { ReactNode } from 'react';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import type { BackupDto, BackupOverview } from '#lib/backups/contract';
import { useBackups } from '#lib/backups/hooks';

/** Whether there is a backup, whether it was seen to come back, and each try. */
export function BackupSection({ fallback }: { fallback: BackupOverview }) {
  const { items, lastGoodAt, lastProvenAt, nextDueAt } = useBackups(fallback);
  return (
    <section aria-labelledby="backups" className="mb-10">
      <SectionHeading id="backups">Backups</SectionHeading>
      <DefinitionList className="max-w-md">
        <Definition term="Last good one">{timeOr(lastGoodAt, 'There is none yet')}</Definition>
        <Definition term="Last proven" note="Restored into a scratch database and compared">
          {timeOr(lastProvenAt, 'Never')}
        </Definition>
        <Definition term="Due">{timeOr(nextDueAt, '–')}</Definition>
      </DefinitionList>
      {items.length === 0 ? (
        <p className="py-4 text-ink-soft">
          The worker makes one each day, a first one within two hours of an installation’s
          beginning. Make one now by <code className="text-sm">npm run backup</code>.
        </p>
      ) : (
        <ul className="mt-4">
          {items.map((backup) => (
            <BackupRow key={backup.id} backup={backup} />
          ))}
        </ul>
      )}
    </section>
  );
}

function timeOr(iso: string | null, otherwise: string): ReactNode {
  return iso === null ? otherwise : <RelativeTime iso={iso} />;
}

function BackupRow({ backup }: { backup: BackupDto }) {
  const { name, bytes, rows, error, drillError, startedAt } = backup;
  const size = bytes === null ? null : inUnits(bytes);
  const count = rows === null ? null : `${rows.toLocaleString('en-US')} rows`;
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block break-all">{name}</span>
        <span className="block break-words text-ink-soft text-sm">
          {[count, size, error, drillError && `Not proven: ${drillError}`]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className="text-ink-faint text-sm">
        <RelativeTime iso={startedAt} />
      </span>
      <StateOf backup={backup} />
    </li>
  );
}

function inUnits(bytes: number): string {
  return bytes < 100_000
    ? `${Math.ceil(bytes / 1_000)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function StateOf({ backup: { state, error, provenAt, drillError } }: { backup: BackupDto }) {
  if (state === 'running') return <StatusPill tone="info">Under way</StatusPill>;
  if (state === 'failed') return <StatusPill tone="danger">Failed</StatusPill>;
  if (drillError) return <StatusPill tone="danger">Not proven</StatusPill>;
  if (error) return <StatusPill tone="warning">Lacks files</StatusPill>;
  return (
    <StatusPill tone={provenAt ? 'positive' : 'neutral'} variant="plain">
      {provenAt ? 'Proven' : 'Made'}
    </StatusPill>
  );
}
