/** `too_large`: over what an archive may hold. `kept_failing`: our fault; the log says more. */
export type ArchiveFailure = 'too_large' | 'kept_failing';

/** A copy of a member's data, on its way or ready to be fetched. */
export type ArchiveDto = {
  id: string;
  state: 'waiting' | 'ready' | 'failed';
  /** ISO 8601 */
  createdAt: string;
  /** 0 to 1; null while nobody knows. */
  progress: number | null;
  bytes: number | null;
  failure: ArchiveFailure | null;
  /** ISO 8601: until when it can be fetched. */
  expiresAt: string | null;
};

export type ArchiveListDto = { items: ArchiveDto[]; nextCursor: null };
