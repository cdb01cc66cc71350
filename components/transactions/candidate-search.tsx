import type { ReactNode } from 'react';
import { ReadError } from '#components/shell/read-error';
import { SearchInput } from '#components/ui/search-input';
import { SkeletonRows } from '#components/ui/skeleton';

/** The body of a dialog that asks which other one it is, mostly of transactions: what is offered, and a search for the rest. */
export function CandidateSearch<Candidate>({
  q,
  onSearch,
  searchLabel = 'Search transactions',
  read: { candidates, error, retry },
  emptyText,
  children,
}: {
  q: string;
  onSearch: (q: string) => void;
  searchLabel?: string;
  read: { candidates: Candidate[] | undefined; error: unknown; retry: () => void };
  /** Where nothing is offered, and where nothing is found. */
  emptyText: { unasked: string; asked: string };
  /** Its row. */
  children: (candidate: Candidate) => ReactNode;
}) {
  return (
    <div className="flex flex-col gap-3">
      <SearchInput label={searchLabel} value={q} onValueChange={onSearch} maxLength={100} />
      {error ? (
        <ReadError title="The list could not be read" error={error} onRetry={retry} />
      ) : candidates === undefined ? (
        <SkeletonRows rows={4} label="Looking for it" />
      ) : candidates.length === 0 ? (
        <p className="py-4 text-ink-soft">{q ? emptyText.asked : emptyText.unasked}</p>
      ) : (
        <ul className="-mx-2">{candidates.map(children)}</ul>
      )}
    </div>
  );
}
