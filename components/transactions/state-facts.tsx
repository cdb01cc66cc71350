import { Definition, DefinitionList } from '#components/ui/definition-list';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { SourceHint } from './source-hint.tsx';

const states = [
  {
    field: 'reviewed',
    term: 'Reviewed',
    now: { yes: 'Yes', no: 'Not yet' },
    otherwise: { yes: 'reviewed', no: 'not yet' },
  },
  {
    field: 'hidden',
    term: 'Hidden',
    now: { yes: 'Yes: not in any figure', no: 'No' },
    otherwise: { yes: 'hidden', no: 'shown' },
  },
] as const;

/** Whether it is reviewed and hidden, where somebody said so, by whom, and the way back. */
export function StateFacts({ transaction }: { transaction: TransactionDetailDto }) {
  const said = states.filter(({ field }) => transaction.sources[field].by !== 'bank');
  if (said.length === 0) return null;
  return (
    <DefinitionList className="mt-4">
      {said.map(({ field, term, now, otherwise }) => (
        <Definition key={field} term={term}>
          {now[transaction[field] ? 'yes' : 'no']}
          <span className="block text-ink-soft text-sm">
            <SourceHint
              transaction={transaction}
              field={field}
              otherwise={otherwise[transaction.otherwise[field] ? 'yes' : 'no']}
            />
          </span>
        </Definition>
      ))}
    </DefinitionList>
  );
}
