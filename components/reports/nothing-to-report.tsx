import { LinkBankButton } from '#components/items/link-bank-button';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';

/** Before there is an account whose transactions one sees. */
export function NothingToReport() {
  return (
    <EmptyState
      title="Reports begin with your transactions"
      actions={
        <>
          <LinkBankButton variant="secondary" />
          <TextLink asChild>
            <Link href="/import">Import a file</Link>
          </TextLink>
        </>
      }
      className="py-20"
    >
      What came in, what was spent and where it went: all of it is here as soon as a bank is linked,
      a file is imported or something is entered by hand.
    </EmptyState>
  );
}
