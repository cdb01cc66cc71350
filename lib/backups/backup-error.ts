import 'server-only';

/** Why a backup was not made or does not open. Its message is for the operator, and holds no secret. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** For who makes room is not the one who reads a stack. @returns the error as it was where it is another */
export function explainNoRoom(error: unknown): unknown {
  const isNoRoom = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  if (!isNoRoom) return error;
  return new BackupError(
    'The place where backups lie is full. Those that are there are kept, and nothing half-made stays. Make room, or lower BACKUP_KEEP_DAYS.',
    { cause: error },
  );
}

/** The words of whatever ended a backup; an unexpected error's are in the log beside it. */
export function describeFailure(error: unknown): string {
  if (error instanceof BackupError) return error.message;
  // PostgreSQL quotes values of rows; its code says enough.
  if (error instanceof Error && 'severity' in error && 'code' in error) {
    return `PostgreSQL refused: ${error.code}. The worker's log says more.`;
  }
  const text = error instanceof Error ? error.message : String(error);
  // What the disk or a bucket said, without an address or a password that it may quote.
  return text.replace(/\b\w+:\/\/\S+/g, '[address]').slice(0, 500);
}
