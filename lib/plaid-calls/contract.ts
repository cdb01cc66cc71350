import { z } from 'zod';
import { callSpans } from './spans.ts';

export const plaidCallsQuery = z.strictObject({ span: z.enum(callSpans).default('hour') });

/** How one of Plaid's endpoints answered over a time. */
export type EndpointCalls = {
  endpoint: string;
  /** Sent, whatever came back. */
  calls: number;
  /** How many failed, of those that were sent. */
  failed: number;
  /** How many Plaid refused as too many (429). */
  limited: number;
  /** How many we held back ourselves, so that Plaid would not refuse them. */
  heldBack: number;
  /** Milliseconds within which half, and nineteen in twenty, were answered; null where none was sent. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** Error codes, the commonest first. */
  errors: { code: string; calls: number }[];
  /** Calls sent in each part of the time, the oldest first. */
  course: number[];
  /** The most that were sent in one minute; null where that is not kept for so long. */
  busiestMinute: number | null;
};

/** What Plaid allows a minute; null where it sets no such limit. */
type CallLimits = { client: number | null; item: number | null };

export type PlaidCallsDto = {
  /** ISO 8601: where the first part of the course begins. */
  since: string;
  /** How long one part of a course is. */
  partSeconds: number;
  /** The most called first. */
  items: (EndpointCalls & { limits: CallLimits })[];
  nextCursor: null;
};
