/** What became of a webhook. */
export type WebhookOutcome =
  /** A sync was asked for. */
  | 'woke'
  | 'errored'
  | 'repaired'
  /** Account selection is offered. */
  | 'offered'
  /** The announced end was noted. */
  | 'warned'
  /** No call is made any more. */
  | 'stopped'
  | 'acknowledged'
  /** It asked for nothing, or for what was done already. */
  | 'seen'
  /** We do not know this code, or could not read what it said. */
  | 'unknown';

/** For operators. */
export type PuzzlingWebhookDto = {
  id: string;
  type: string;
  code: string;
  plaidItemId: string | null;
  /** `unknown_item`: it is of none of our Items, such as one that was removed. */
  why: 'unknown_code' | 'unknown_item';
  deliveries: number;
  /** ISO 8601 */
  receivedAt: string;
};
