'use client';

import { useState } from 'react';
import { ReadError } from '#components/shell/read-error';
import { EmptyState } from '#components/ui/empty-state';
import { LoadMore } from '#components/ui/load-more';
import { PageHeader } from '#components/ui/page-header';
import { RelativeTime } from '#components/ui/relative-time';
import { Select } from '#components/ui/select';
import type { AuditEntryDto, AuditPage } from '#lib/audit/contract';
import { useAudit } from '#lib/audit/hooks';
import { type AuditTopic, auditTopics } from '#lib/audit/topics';
import { describeEntry, topicWords } from './audit-words.ts';
import { StrangerDialog } from './stranger-dialog.tsx';

const allTopics = 'all';

/** What was done in the household and to the person's own account, in words. */
export function AuditList({ fallback, operator }: { fallback: AuditPage; operator: boolean }) {
  const [topic, setTopic] = useState<AuditTopic | null>(null);
  const { entries, error, isLoading, hasMore, loadMore, retry } = useAudit(topic, fallback);
  const topics = auditTopics.filter((each) => operator || each !== 'operation');
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Activity"
        description="Who did what. Entries are sealed to one another: none can be changed or taken out unseen."
        actions={
          <Select
            aria-label="Show"
            variant="quiet"
            className="max-sm:-ml-2.5"
            value={topic ?? allTopics}
            onValueChange={(value) => setTopic(topics.find((each) => each === value) ?? null)}
            options={[
              { value: allTopics, label: 'All activity' },
              ...topics.map((each) => ({ value: each, label: topicWords[each] })),
            ]}
          />
        }
      />
      {error ? (
        <ReadError
          title="The activity could not be read"
          error={error}
          onRetry={retry}
          className="mb-4"
        />
      ) : null}
      {entries.length === 0 && !isLoading && !error ? (
        <EmptyState title="Nothing yet">
          {topic
            ? `Nothing about ${topicWords[topic].toLowerCase()} has happened so far.`
            : 'What you and your household do will be written down here.'}
        </EmptyState>
      ) : (
        <ul className="border-line-strong border-t">
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {hasMore ? (
        <LoadMore shown={entries.length} loading={isLoading} onLoad={() => void loadMore()} />
      ) : null}
    </div>
  );
}

function EntryRow({ entry }: { entry: AuditEntryDto }) {
  const { title, hint, mayBeStranger } = describeEntry(entry);
  const from = entry.peer ? `From ${entry.peer}` : null;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 border-line border-b py-3 sm:grid-cols-[9rem_minmax(0,1fr)_auto]">
      <span className="text-ink-soft text-sm">
        <RelativeTime iso={entry.at} />
      </span>
      <span className="min-w-0 max-sm:order-last max-sm:col-span-2">
        <span className="block">{title}</span>
        {hint || from ? (
          <span className="block text-ink-soft text-sm">
            {[hint?.replace(/\.$/, ''), from].filter(Boolean).join(' · ')}
          </span>
        ) : null}
      </span>
      {mayBeStranger && entry.by && 'you' in entry.by && entry.by.you ? (
        <StrangerDialog />
      ) : (
        <span />
      )}
    </li>
  );
}
