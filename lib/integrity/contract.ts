/** What one check of the invariants found. */
export type IntegrityResult = {
  /** The invariant it stands for, as in docs/reliability.md. */
  invariant: string;
  /** What must hold, as a sentence. */
  statement: string;
  /** Rows that break it, by table and id; at most twenty are named. */
  violations: string[];
  more: boolean;
  durationMs: number;
};
