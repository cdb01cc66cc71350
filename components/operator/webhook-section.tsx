'use client';

import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import type { PuzzlingWebhookDto } from '#lib/webhooks/contract';
import { usePuzzlingWebhooks } from '#lib/webhooks/hooks';

const reasons: Record<PuzzlingWebhookDto['why'], string> = {
  unknown_code: 'A code we do not know',
  unknown_item: 'Of no Item that is here',
};

/** Webhooks of Plaid's that nobody knew what to do with; they are kept for ninety days. */
export function WebhookSection({ fallback }: { fallback: PuzzlingWebhookDto[] }) {
  const webhooks = usePuzzlingWebhooks(fallback);
  return (
    <section aria-labelledby="webhooks" className="mb-10">
      <SectionHeading id="webhooks">Webhooks nobody understood</SectionHeading>
      {webhooks.length === 0 ? (
        <p className="py-4 text-ink-soft">
          None. Every webhook of the last 90 days was understood.
        </p>
      ) : (
        <ul>
          {webhooks.map(({ id, type, code, plaidItemId, why, deliveries, receivedAt }) => (
            <li
              key={id}
              className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-b-0"
            >
              <span className="min-w-0 flex-1 basis-60">
                <span className="block break-all">
                  {type}: {code}
                </span>
                <span className="block break-all text-ink-soft text-sm">
                  {reasons[why]}
                  {plaidItemId ? ` · ${plaidItemId}` : null}
                  {deliveries > 1 ? ` · ${deliveries} times` : null}
                </span>
              </span>
              <span className="text-ink-faint text-sm">
                <RelativeTime iso={receivedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
