import { z } from 'zod';

const text = (limit: number) => z.string().max(limit).nullable();

/** One event of Link's, as far as it is kept: nothing that a person typed. */
const linkEvent = z.strictObject({
  /** Made by the browser: an event sent twice is kept once. */
  id: z.uuid(),
  linkSessionId: z.string().min(1).max(100),
  purpose: z.enum(['link', 'numbers', 'update', 'accounts', 'consent', 'verify', 'income']),
  /** The connection whose update mode it is; null for a new one. */
  itemId: z.uuid().nullable(),
  name: z.string().min(1).max(64),
  viewName: text(64),
  institutionId: text(64),
  institutionName: text(200),
  errorType: text(100),
  errorCode: text(100),
  exitStatus: text(64),
  requestId: text(100),
  /** By Link's clock. */
  at: z.iso.datetime({ offset: true }),
});
export type LinkEventInput = z.infer<typeof linkEvent>;

export const recordLinkEventsInput = z.strictObject({
  events: z.array(linkEvent).min(1).max(50),
});
export type RecordLinkEventsInput = z.infer<typeof recordLinkEventsInput>;

/** The way through Link. Not every passage has every step: a bank's own page asks for its password itself. */
export const linkSteps = [
  'opened',
  'agreed',
  'chosen',
  'signed_in',
  'asked',
  'accounts',
  'finished',
] as const;
export type LinkStep = (typeof linkSteps)[number];

/** How many came to a step of Link, and how many came no further. */
export type LinkFunnelStep = {
  kind: 'link' | 'update';
  step: LinkStep;
  /** Sessions that came to it or beyond; of `asked`, those that were asked for a code. */
  reached: number;
  /** Sessions that ended there without a connection. */
  left: number;
  /** Milliseconds from the step before, half of them within; null where nobody took both. */
  medianMs: number | null;
  /** The last error of those who left there, the commonest first; `none`: they left by themselves. */
  errors: { code: string; sessions: number }[];
};

/** How far people got in Link at one bank. */
export type LinkFunnelRow = {
  /** Null: they left before they chose one. */
  institution: string | null;
  /** A new connection, or update mode for one there is. */
  kind: 'link' | 'update';
  opened: number;
  /** A bank was chosen, or known beforehand. */
  chosen: number;
  /** Something was sent to the bank, or its own page opened. */
  signedIn: number;
  finished: number;
  /** Where most of those left who did not finish; null where all did. */
  leftAt: LinkStep | null;
  /** Sessions in which the error came up, the commonest first. */
  errors: { code: string; sessions: number }[];
};

/** A session that failed, with what Plaid's support asks for. */
export type LinkTrouble = {
  linkSessionId: string;
  /** Plaid's request_id of the error. */
  requestId: string | null;
  kind: 'link' | 'update';
  institution: string | null;
  errorCode: string | null;
  exitStatus: string | null;
  at: string;
};

export type LinkFunnelDto = {
  items: LinkFunnelRow[];
  nextCursor: null;
  steps: LinkFunnelStep[];
  trouble: LinkTrouble[];
};
