'use client';

import { Button } from '#components/ui/button';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import { openSample } from '#lib/sample/hooks';

/** To look around before anything real is here. */
export function SampleButton() {
  const { pending, attempt } = useAttempt();
  const open = () =>
    openSample().catch((error: unknown) => {
      toast({ tone: 'danger', title: 'No sample data', description: describeError(error) });
    });
  return (
    <Button variant="ghost" loading={pending} onClick={() => attempt(open)}>
      Look around with sample data
    </Button>
  );
}
