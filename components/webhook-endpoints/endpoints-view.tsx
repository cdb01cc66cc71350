'use client';

import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { WebhookEndpointListDto } from '#lib/webhook-endpoints/contract';
import { useWebhookEndpoints } from '#lib/webhook-endpoints/hooks';
import { EndpointRow } from './endpoint-row.tsx';
import { NewEndpointForm } from './new-endpoint-form.tsx';

/** The addresses that are told of what changes: adding one, and how the others fare. */
export function EndpointsView({ fallback }: { fallback: WebhookEndpointListDto }) {
  const { endpoints, create, update, remove, rollSecret } = useWebhookEndpoints(fallback);
  return (
    <div className="flex flex-col gap-12">
      <section aria-labelledby="new-webhook">
        <SectionHeading id="new-webhook">New webhook</SectionHeading>
        <p className="max-w-prose py-3 text-ink-soft">
          Plumbline sends a signed message to an address of yours when something changes that you
          may see. It says what to ask for, with a token, and never an amount, a name or a number.
          How to check it is in the{' '}
          <TextLink asChild>
            <Link href="/settings/api/reference#webhooks">reference</Link>
          </TextLink>
          .
        </p>
        <NewEndpointForm onCreate={create} />
      </section>
      <section aria-labelledby="webhooks">
        <SectionHeading id="webhooks">Your webhooks</SectionHeading>
        {endpoints.length === 0 ? (
          <p className="py-3 text-ink-soft">You have none.</p>
        ) : (
          <ul>
            {endpoints.map((endpoint) => (
              <EndpointRow
                key={endpoint.id}
                endpoint={endpoint}
                onUpdate={(patch) => update(endpoint.id, patch)}
                onRemove={() => remove(endpoint.id)}
                onRollSecret={() => rollSecret(endpoint.id)}
              />
            ))}
          </ul>
        )}
        <p className="mt-3 max-w-prose text-ink-faint text-sm">
          Nobody else in the household sees them. A new password or a restored backup switches all
          of them off.
        </p>
      </section>
    </div>
  );
}
