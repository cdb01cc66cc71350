import { useMayChange } from '#components/members/membership';
import { RuleOffer } from '#components/rules/rule-offer';
import type { CivilDate } from '#lib/dates/civil-date';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { TransactionTags } from './transaction-tags.tsx';

/** What a transaction is held together with: its tags, and those that a rule would do the same to. */
export function SortingSection({
  transaction,
  today,
}: {
  transaction: TransactionDetailDto;
  today: CivilDate;
}) {
  const mayChange = useMayChange();
  const { id, category, categoryBy } = transaction;
  return (
    <div className="mt-5 flex flex-col gap-5">
      <TransactionTags transaction={transaction} />
      {mayChange && category && categoryBy === 'person' ? (
        <RuleOffer transactionId={id} category={category} today={today} />
      ) : null}
    </div>
  );
}
