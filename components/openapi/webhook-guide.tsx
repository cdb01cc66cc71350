import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { eventNames, eventTypes } from '#lib/webhook-endpoints/events';
import { webhookExample } from './webhook-example.ts';

/** What webhooks say, and how a program knows that they are ours. */
export function WebhookGuide() {
  return (
    <section aria-labelledby="webhooks" className="mt-10">
      <SectionHeading id="webhooks">Webhooks</SectionHeading>
      <div className="flex flex-col gap-3 py-3 text-ink-soft">
        <p className="max-w-prose">
          A message is a POST of JSON: what happened, and ids to ask the API for. It is signed as{' '}
          <TextLink href="https://www.standardwebhooks.com">Standard Webhooks</TextLink> has it, for
          which most languages have a library. <Code>body</Code> is what came, before it is parsed.
        </p>
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
          tabIndex={0}
          aria-label="How to check a message"
          className="overflow-x-auto rounded-md bg-pressed p-4 text-ink"
        >
          <pre className="font-mono text-sm">{webhookExample}</pre>
        </section>
        <p className="max-w-prose">
          Answer with 2xx within ten seconds. Anything else is sent again under the same{' '}
          <Code>webhook-id</Code>, first after five seconds, then less and less often for three
          days; then the webhook is switched off and you are told. 410 switches it off at once.
          Redirects are not followed.
        </p>
        <p className="max-w-prose">
          A message may come twice: pass over an id that you know. One address is told one thing
          after the other, and what it does not take holds back what came later; two changes at the
          same moment may come in either order. What says the same before it is sent is sent once.
        </p>
      </div>
      <dl>
        {eventNames.map((type) => (
          <div key={type} className="border-line border-b py-2.5 last:border-b-0">
            <dt className="font-mono text-sm">{type}</dt>
            <dd className="text-ink-soft text-sm">{eventTypes[type]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Code({ children }: { children: string }) {
  return <span className="font-mono text-sm">{children}</span>;
}
