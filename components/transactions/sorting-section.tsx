import { useMayChange } from '#components/members/membership';
import { RuleOffer } from '#components/rules/rule-offer';
import { TransactionTags } from '#components/tags/transaction-tags';
import type { CivilDate } from '#lib/dates/civil-date';
import type { TransactionDetailDto } from '#lib/transactions/contract';

/** What a transaction is held together with: its tags, and those that a rule would do the same to. */
export function SortingSection({
  transaction: { id, category, categoryBy },
  today,
}: {
  transaction: Pick<TransactionDetailDto, 'id' | 'category' | 'categoryBy'>;
  today: CivilDate;
}) {
  const mayChange = useMayChange();
  return (
    <div className="mt-5 flex flex-col gap-5">
      <TransactionTags transactionId={id} />
      {mayChange && category && categoryBy === 'person' ? (
        <RuleOffer transactionId={id} category={category} today={today} />
      ) : null}
    </div>
  );
}
