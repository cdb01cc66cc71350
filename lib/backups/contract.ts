/** One try to back up the whole installation, as operators see it. */
export type BackupDto = {
  id: string;
  /** What `npm run restore` calls it. */
  name: string;
  state: 'running' | 'done' | 'failed';
  startedAt: string;
  finishedAt: string | null;
  /** Sealed, where it lies. */
  bytes: number | null;
  rows: number | null;
  /** Why it failed, or what a finished one lacks. */
  error: string | null;
  /** When it was last restored into a scratch database and found to be whole. */
  provenAt: string | null;
  /** Why that failed when it was last tried; null where it did not. */
  drillError: string | null;
};

export type BackupOverview = {
  /** Newest first. */
  items: BackupDto[];
  nextCursor: null;
  lastGoodAt: string | null;
  lastProvenAt: string | null;
  /** Null where none is made by itself. */
  nextDueAt: string | null;
};

/** How it stands with backups, in short. */
export type BackupStanding = {
  lastGoodAt: string | null;
  /**
   * By now another good one should be there: twice the interval after the last; without any, some hours
   * after this installation began. Null where none is made by itself.
   */
  lateAt: string | null;
  /** The newest try failed. */
  hasFailed: boolean;
  /** The newest good one was restored, and did not come back whole. */
  isUnproven: boolean;
};
