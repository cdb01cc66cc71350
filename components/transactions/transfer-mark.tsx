import { Button } from '#components/ui/button';
import type { TransactionDetailDto } from '#lib/transactions/contract';
import { decideTransfer, targetOf } from './decisions.ts';

/** Says of one end alone that it is a transfer, or is none. */
export function TransferMark({ transaction }: { transaction: TransactionDetailDto }) {
  const { transfer } = transaction;
  return (
    <Button size="sm" onClick={() => void decideTransfer(targetOf(transaction), transfer === null)}>
      {transfer ? 'Not a transfer' : 'It is a transfer'}
    </Button>
  );
}
