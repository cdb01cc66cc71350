/** One line on standard error. The sandbox says nothing while all goes well. */
export function logFailure(what: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`sandbox: ${what}: ${detail}\n`);
}
