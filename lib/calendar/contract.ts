/** How often a bank brings something, told from what it brought. */
export type RhythmDto = {
  /** ISO 8601: when it last brought something. */
  lastAt: string | null;
  /** Between one time and the next, usually; null while there were too few. */
  usualGapMs: number | null;
  /** ISO 8601; may be past, when it is overdue. */
  nextAt: string | null;
  /** Days from the day of a transaction to the day on which it is here, usually. */
  usualLagDays: number | null;
};

/** What comes up for one connection. */
export type OutlookDto = {
  itemId: string;
  institution: { name: string; color: string | null };
  /** ISO 8601: when it ends unless somebody signs in again; null when no day is named. */
  endsAt: string | null;
  rhythm: RhythmDto;
};

/** The member's feed; its address is told once, when it is made. */
export type FeedDto = { createdAt: string; readAt: string | null } | null;

export type CalendarDto = { items: OutlookDto[]; feed: FeedDto };

export type NewFeedDto = { address: string };
