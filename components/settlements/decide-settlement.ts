import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatAmount } from '#lib/money/format-amount';
import type { ChangedSettlementDto, ClaimInput, SettleInput } from '#lib/settlements/contract';
import { undoSettlementChange } from '#lib/settlements/hooks';

type Send<Input> = (input: Input) => Promise<ChangedSettlementDto>;

/** Links, or takes a link away, and offers to undo it; false where it was not saved. */
export async function decideLink(
  settle: Send<SettleInput>,
  merchant: string,
  input: SettleInput,
): Promise<boolean> {
  try {
    const { undoStepId, currency } = await settle(input);
    const { amountMinor } = input;
    const what =
      amountMinor === null
        ? 'link taken away'
        : `${formatAmount(amountMinor, currency).text} linked`;
    offerUndo(`${merchant || 'Transaction'}: ${what}`, () => undoSettlementChange(undoStepId));
    return true;
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
    return false;
  }
}

/** Says who owes what, and offers to undo it. Rejects with an ApiError. */
export async function decideClaim(
  setClaim: Send<ClaimInput>,
  merchant: string,
  input: ClaimInput,
): Promise<void> {
  const { undoStepId, currency } = await setClaim(input);
  const whom = input.owedBy ?? 'somebody';
  const what =
    input.amountMinor === null
      ? 'nobody owes you for it'
      : `${whom} owes you ${formatAmount(input.amountMinor, currency).text}`;
  offerUndo(`${merchant || 'Transaction'}: ${what}`, () => undoSettlementChange(undoStepId));
}
