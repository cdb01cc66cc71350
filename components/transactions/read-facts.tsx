import { Definition, DefinitionList } from '#components/ui/definition-list';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { DecisionField, TransactionDetailDto } from '#lib/transactions/contract';
import { SourceHint } from './source-hint.tsx';

/**
 * What is said of a transaction and by whom, for who looks and changes nothing: a figure that one may not
 * change is one that one wants to understand all the more.
 */
export function ReadFacts({
  transaction,
  today,
}: {
  transaction: TransactionDetailDto;
  today: CivilDate;
}) {
  const { merchant, category, date, note, sources } = transaction;
  const facts: { field: DecisionField; term: string; value: string | null }[] = [
    { field: 'merchant', term: 'Merchant', value: merchant },
    { field: 'categoryId', term: 'Category', value: category?.name ?? null },
    { field: 'date', term: 'Date', value: formatCivilDate(date, today) },
    { field: 'note', term: 'Note', value: note },
  ];
  return (
    <DefinitionList className="mt-6">
      {facts.map(({ field, term, value }) => (
        <Definition key={field} term={term}>
          {value || 'None'}
          {value || sources[field].by !== 'bank' ? (
            <span className="block text-ink-soft text-sm">
              <SourceHint transaction={transaction} field={field} />
            </span>
          ) : null}
        </Definition>
      ))}
    </DefinitionList>
  );
}
