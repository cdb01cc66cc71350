import { ConfirmDepositButton, LinkNumbersButton } from '#components/items/link-buttons';
import { Callout } from '#components/ui/callout';
import type { Proof } from '#lib/account-numbers/contract';

/** Why an account's numbers are not told yet, and what comes next. */
export function Unproven({ proof, itemId }: { proof: Proof; itemId: string }) {
  switch (proof) {
    case 'coming':
      return (
        <Callout title="A small deposit is on its way">
          It proves that the account is yours and comes in one or two working days. Plaid sees it by
          itself; there is nothing to do, and the numbers are told after that.
        </Callout>
      );
    case 'code':
      return (
        <Callout
          title="A small deposit has to be confirmed first"
          action={<ConfirmDepositButton itemId={itemId} />}
        >
          Plaid sends it within one or two working days. Its line on the account’s statement holds a
          code of three letters: come back with it within a week.
        </Callout>
      );
    case 'expired':
      return (
        <Callout
          tone="attention"
          title="The deposit was not confirmed in time"
          action={<LinkNumbersButton variant="primary" />}
        >
          After a week Plaid takes no code for it any more. Nothing is lost; link the account anew,
          and another deposit is sent.
        </Callout>
      );
    case 'failed':
      return (
        <Callout
          tone="attention"
          title="The code was wrong three times"
          action={<LinkNumbersButton variant="primary" />}
        >
          Plaid takes no further one for that deposit. Nothing is lost; link the account anew, and
          another deposit is sent.
        </Callout>
      );
  }
}
