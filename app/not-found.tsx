import Link from 'next/link';
import { EmptyState } from '#components/ui/empty-state';
import { TextLink } from '#components/ui/text-link';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        level={1}
        drawing="astray"
        title="There is no such page"
        actions={
          <TextLink asChild>
            <Link href="/">Go to the overview</Link>
          </TextLink>
        }
      >
        The address may be mistyped, or what it showed is gone.
      </EmptyState>
    </main>
  );
}
