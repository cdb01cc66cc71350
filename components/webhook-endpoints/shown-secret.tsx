'use client';

import { Button } from '#components/ui/button';
import { Callout } from '#components/ui/callout';
import { CopyField } from '#components/ui/copy-field';

/** What deliveries are signed with, this once. */
export function ShownSecret({
  secret,
  overlaps,
  onDone,
}: {
  secret: string;
  /** There was one before, which goes on for a while. */
  overlaps: boolean;
  onDone: () => void;
}) {
  return (
    <div className="flex max-w-2xl flex-col items-start gap-4" role="status">
      <Callout title="This secret is shown once">
        Copy it now to the program that takes the messages: by it they are known to be ours.
        {overlaps ? ' For a day the secret before it signs them, too.' : null}
      </Callout>
      <CopyField label="Signing secret" value={secret} className="w-full" />
      <Button onClick={onDone}>Done</Button>
    </div>
  );
}
