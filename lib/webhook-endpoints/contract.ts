import { z } from 'zod';
import { nameText } from '#lib/seen-text';
import { type EventType, eventNames } from './events.ts';

const name = nameText.min(1, 'Say what it is for.').max(60, 'Use at most 60 characters.');
const events = z
  .array(z.enum(eventNames))
  .min(1, 'Choose what it is told of.')
  .max(eventNames.length)
  .refine((types) => new Set(types).size === types.length, 'Name each once.');

export const createEndpointInput = z.strictObject({
  name,
  url: z
    .url({ protocol: /^https?$/, error: 'Use an address that begins with https://.' })
    .max(1_000),
  events,
});
export type CreateEndpointInput = z.infer<typeof createEndpointInput>;

/** The address itself stays: another one is another endpoint, with a secret of its own. */
export const endpointPatch = z.strictObject({
  name: name.optional(),
  events: events.optional(),
  state: z.enum(['on', 'paused']).optional(),
});
export type EndpointPatch = z.infer<typeof endpointPatch>;

/**
 * `failing`: it did not answer for days. `gone`: it said so. `password`: its member has a new one.
 * `restored`: all of this came from a backup, and the installation before may still tell it.
 */
export type OffReason = 'failing' | 'gone' | 'password' | 'restored';

export type WebhookEndpointDto = {
  id: string;
  name: string;
  url: string;
  events: EventType[];
  state: 'on' | 'paused' | 'off';
  offReason: OffReason | null;
  /** What waits to be sent, up to a hundred. */
  waiting: number;
  /** ISO 8601; when what waits is tried next, null where nothing failed. */
  nextTryAt: string | null;
  /** ISO 8601; until when the secret before signs, too. */
  previousUntil: string | null;
  createdAt: string;
  /** ISO 8601; null: never. */
  lastTriedAt: string | null;
};
export type WebhookEndpointListDto = { items: WebhookEndpointDto[]; nextCursor: null };

/** The secret is told this once. */
export type NewEndpointDto = { endpoint: WebhookEndpointDto; secret: string };

export type WebhookDeliveryDto = {
  /** As the receiver was told: `webhook-id`. */
  id: string;
  type: string;
  state: 'waiting' | 'delivered' | 'failed';
  /** Further events that said the same. */
  merged: number;
  attempts: number;
  /** What the last try was answered, or why it was not. */
  status: number | null;
  error: DeliveryError | null;
  excerpt: string | null;
  durationMs: number | null;
  createdAt: string;
  triedAt: string | null;
};
export type WebhookDeliveryListDto = { items: WebhookDeliveryDto[]; nextCursor: null };

export const deliveryErrors = [
  'too_slow',
  'not_allowed',
  'unknown_host',
  'certificate_expired',
  'certificate_of_another',
  'certificate_unknown',
  'bad_certificate',
  'no_connection',
] as const;
export type DeliveryError = (typeof deliveryErrors)[number];
