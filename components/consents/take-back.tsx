'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { DisconnectDialog } from '#components/items/disconnect-dialog';
import { Button } from '#components/ui/button';
import { VisuallyHidden } from '#components/ui/visually-hidden';

/** What was allowed at a bank ends with its connection. */
export function TakeBack({ itemId, bank }: { itemId: string; bank: string }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Take back<VisuallyHidden> what you allowed at {bank}</VisuallyHidden>
      </Button>
      <DisconnectDialog
        item={{ id: itemId, institution: { name: bank } }}
        open={asking}
        onOpenChange={setAsking}
        onDone={() => router.refresh()}
      />
    </>
  );
}
