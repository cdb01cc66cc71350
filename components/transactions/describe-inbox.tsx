import { inboxCountLimit } from '#lib/transactions/limits';

/** "12", or "more than 99": it is counted no further. */
export function describeInbox(count: number): string {
  return count < inboxCountLimit ? String(count) : `more than ${inboxCountLimit - 1}`;
}

/** "12", or "99+". */
export function shortInbox(count: number): string {
  return count < inboxCountLimit ? String(count) : `${inboxCountLimit - 1}+`;
}
