/** One place where a person is signed in. */
export type SessionDto = {
  id: string;
  /** "Firefox on Linux", as the browser says of itself. */
  device: string;
  /** The address it was started from; of IPv6 the subscriber's network. */
  peer: string | null;
  /** ISO 8601 */
  startedAt: string;
  /** ISO 8601, to five minutes. */
  lastSeenAt: string;
  /** The one that asks. */
  current: boolean;
};

export type SessionListDto = { items: SessionDto[]; nextCursor: null };
