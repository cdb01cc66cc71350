'use client';

import { useIsSample } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { useAttempt } from '#lib/client/use-attempt';
import { removeSample } from '#lib/sample/hooks';

/** Above every page of sample data, so that nobody takes it for their own. */
export function SampleBanner() {
  const isSample = useIsSample();
  const { pending, problem, attempt } = useAttempt();
  if (!isSample) return null;
  return (
    <Callout
      role="note"
      title="Sample data"
      action={
        <Button size="sm" loading={pending} onClick={() => attempt(removeSample)}>
          Remove sample data
        </Button>
      }
    >
      {problem ??
        'An invented person’s two years, apart from everything of yours. Try whatever you like.'}
    </Callout>
  );
}
