import type { WebhookOutcome } from '#lib/webhooks/contract';

const words: Record<WebhookOutcome, string> = {
  woke: 'A sync was asked for',
  errored: 'Noted an error',
  repaired: 'Noted a repair',
  offered: 'Accounts are offered',
  warned: 'Noted an end ahead',
  stopped: 'Stopped the connection',
  acknowledged: 'Acknowledged our address',
  seen: 'Asked for nothing',
  unknown: 'Nobody understood',
};

/** What became of a webhook; null: nothing yet. */
export function describeOutcome(outcome: string | null): string {
  if (outcome === null) return 'Not acted on yet';
  return words[outcome as WebhookOutcome] ?? outcome;
}
