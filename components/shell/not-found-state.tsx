import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';

/** An address that leads nowhere, or to something that is not this household's. */
export function NotFoundState() {
  return (
    <EmptyState
      level={1}
      drawing="astray"
      title="There is no such page"
      actions={
        <TextLink asChild>
          <Link href="/">Go to the overview</Link>
        </TextLink>
      }
      className="py-20"
    >
      The address may be mistyped, or what it showed is gone.
    </EmptyState>
  );
}
