import { LinkBankButton } from '#components/items/link-bank-button';
import { useMayChange } from '#components/members/membership';
import { EmptyState } from '#components/ui/empty-state';

/** Before there is enough to tell. */
export function NothingRecurs() {
  const mayChange = useMayChange();
  return (
    <EmptyState
      title="Nothing recurs yet"
      actions={mayChange ? <LinkBankButton variant="secondary" /> : null}
    >
      Rent, salaries, subscriptions: what is paid or comes in at least three times at the same
      distance is found here by itself, from a bank, an import or what you enter.
    </EmptyState>
  );
}
