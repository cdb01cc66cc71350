'use client';

import { useRouter } from 'next/navigation';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';

/** In the place of a card that could not be read. */
export function FailedCard({ name }: { name: string }) {
  const { refresh } = useRouter();
  return (
    <Callout
      tone="danger"
      role="alert"
      title={`“${name}” could not be read`}
      action={
        <Button size="sm" onClick={refresh}>
          Try again
        </Button>
      }
    >
      Nothing was lost or changed, and the rest of the page is as it should be.
    </Callout>
  );
}
