import 'server-only';
import { type DeliveredType, eventTypes, testType } from '#lib/webhook-endpoints/events';
import { describeBody } from '#lib/webhook-endpoints/payloads';
import { toJsonSchema } from './to-json-schema.ts';
import type { WebhookOperation } from './wire.ts';

/** What programs are told, from the schemas that deliveries are written by. */
export function writeWebhooks(): Record<string, { post: WebhookOperation }> {
  const summaries: [DeliveredType, string][] = Object.entries({
    ...eventTypes,
    [testType]: 'Somebody pressed “Send a test”.',
  }) as [DeliveredType, string][];
  return Object.fromEntries(
    summaries.map(([type, summary]) => [type, { post: writeWebhook(type, summary) }]),
  );
}

function writeWebhook(type: DeliveredType, summary: string): WebhookOperation {
  return {
    summary,
    parameters: headers.map(([name, description]) => ({
      name,
      in: 'header',
      required: true,
      description,
      schema: { type: 'string' },
    })),
    requestBody: {
      required: true,
      content: { 'application/json': { schema: toJsonSchema(describeBody(type)) } },
    },
    responses: {
      '2XX': { description: 'It was taken, and is not sent again.' },
      '410': { description: 'Nothing is wanted any more: the webhook is switched off.' },
      default: { description: 'It is sent again, for three days at growing distances.' },
    },
  };
}

/** As the Standard Webhooks specification has them. */
const headers = [
  [
    'webhook-id',
    'The same at every try, and the body’s `id`: what was taken once can be passed over.',
  ],
  [
    'webhook-timestamp',
    'Seconds since 1970 at which this try was made. Refuse what is older than minutes.',
  ],
  [
    'webhook-signature',
    '`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body` by the secret’s bytes; several with a space between, of which one must fit.',
  ],
] as const;
