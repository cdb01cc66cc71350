/** A connection as whoever runs the installation sees it, those that need somebody first. */
export const connectionStates = [
  'needs_operator',
  'late',
  'failing',
  'stopped',
  'needs_person',
  'removing',
  'syncing',
  'current',
] as const;

/** A job of the queue. `dead`: tried as often as it may be, and kept for somebody to look at. */
export const jobStates = ['dead', 'failing', 'running', 'waiting'] as const;

/** What lists of the console are narrowed to. */
export const runFilters = ['failed', 'all'] as const;
export const deliveryFilters = ['all', 'waiting', 'unknown'] as const;
