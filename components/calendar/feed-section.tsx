'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { CopyField } from '#components/ui/copy-field';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import type { FeedDto } from '#lib/calendar/contract';
import { describeError } from '#lib/client/api';

/** The same dates in the person's own calendar, behind an address that only they know. */
export function FeedSection({
  feed,
  onCreate,
  onDelete,
}: {
  feed: FeedDto;
  onCreate: () => Promise<string>;
  onDelete: () => Promise<void>;
}) {
  const [address, setAddress] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const withStepUp = useStepUp();
  const run = async (change: () => Promise<string | null>) => {
    setBusy(true);
    try {
      setAddress(await change());
    } catch (error) {
      toast({ tone: 'danger', title: 'Nothing was changed', description: describeError(error) });
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    await onDelete();
    return null;
  };
  return (
    <section aria-labelledby="feed" className="mt-12">
      <SectionHeading id="feed">In your own calendar</SectionHeading>
      <p className="max-w-prose py-4 text-ink-soft">
        Any calendar program can subscribe to these dates and to those of your bills. Whoever has
        the address can read them: it names your banks, what is due and days, no accounts and no
        amounts.
      </p>
      {address ? (
        <CopyField
          label="Address to subscribe to"
          value={address}
          hint="Copy it now: it is not shown again. A new one can be made at any time."
          className="mb-4"
        />
      ) : null}
      {feed ? (
        <p className="mb-4 text-ink-soft text-sm">
          Made <RelativeTime iso={feed.createdAt} />
          {feed.readAt ? (
            <>
              , last read <RelativeTime iso={feed.readAt} />
            </>
          ) : (
            ', not read yet'
          )}
          .
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button loading={busy} onClick={() => void run(() => withStepUp(onCreate))}>
          {feed ? 'Make a new address' : 'Make an address'}
        </Button>
        {feed ? (
          <Button variant="ghost" disabled={busy} onClick={() => void run(remove)}>
            Stop sharing
          </Button>
        ) : null}
      </div>
    </section>
  );
}
