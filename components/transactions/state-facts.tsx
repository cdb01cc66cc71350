import { Definition, DefinitionList } from '#components/ui/definition-list';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { SourceHint } from './source-hint.tsx';

/** Whether it is reviewed and hidden, where somebody said so, by whom, and the way back. */
export function StateFacts({ transaction }: { transaction: TransactionDetailDto }) {
  const { sources, otherwise, reviewed, hidden } = transaction;
  if (sources.reviewed.by === 'bank' && sources.hidden.by === 'bank') return null;
  return (
    <DefinitionList className="mt-4">
      {sources.reviewed.by === 'bank' ? null : (
        <Definition term="Reviewed">
          {reviewed ? 'Yes' : 'Not yet'}
          <span className="block text-ink-soft text-sm">
            <SourceHint
              transaction={transaction}
              field="reviewed"
              otherwise={otherwise.reviewed ? 'reviewed' : 'not yet'}
            />
          </span>
        </Definition>
      )}
      {sources.hidden.by === 'bank' ? null : (
        <Definition term="Hidden">
          {hidden ? 'Yes: not in any figure' : 'No'}
          <span className="block text-ink-soft text-sm">
            <SourceHint
              transaction={transaction}
              field="hidden"
              otherwise={otherwise.hidden ? 'hidden' : 'shown'}
            />
          </span>
        </Definition>
      )}
    </DefinitionList>
  );
}
