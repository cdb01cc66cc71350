import { useMayChange } from '#components/members/membership';
import { RuleLink } from '#components/rules/rule-link';
import { Button } from '#components/ui/button';
import type { DecisionField, TransactionDetailDto } from '#lib/transactions/contract';
import { giveBack } from './decisions.ts';

/** Who says what a field is, and the way back where the person does. */
export function SourceHint({
  transaction,
  field,
  otherwise,
}: {
  transaction: TransactionDetailDto;
  field: DecisionField;
  /** What it would be without the person, in words; left out where one only looks. */
  otherwise?: string;
}) {
  const mayChange = useMayChange();
  const { by, rule } = transaction.sources[field];
  if (by === 'rule') {
    return <>By the rule {rule ? <RuleLink rule={rule} /> : 'that is gone'}</>;
  }
  if (by === 'pair') return <>Paired with its other side</>;
  if (by === 'enrichment') return <>Cleaned up by Plaid</>;
  if (by === 'bank') return <>{providerWords(transaction)}</>;
  return (
    <>
      Chosen by hand.{' '}
      {mayChange && otherwise !== undefined ? (
        <Button
          variant="link"
          onClick={() => void giveBack(transaction, field)}
          className="whitespace-normal text-left text-sm"
        >
          Go back to: {otherwise}
        </Button>
      ) : null}
    </>
  );
}

function providerWords({ byHand, fromFile }: TransactionDetailDto): string {
  if (fromFile) return 'From the file';
  return byHand ? 'As it was entered' : 'From the bank';
}
