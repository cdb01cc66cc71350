import 'server-only';

/** What the queue keeps of a failed attempt: `PlaidError NO_ANSWER at lib/plaid/call.ts:70`. */
const shape = /^[A-Za-z]\w{0,59}( [A-Z0-9]\w{0,59})?( at [\w./()[\]-]{1,200}:\d{1,6})?$/;

/**
 * Runs a job's attempt so that the queue keeps of its failure only what kind of error it was and where
 * in the code. A message may hold anything: a value that a constraint refused, a piece of a file.
 * The log has it whole.
 *
 * @throws Error whose message is that; its cause is what was thrown
 */
export async function keepFailureShort(attempt: () => Promise<void>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    const failure = new Error(describeFailure(error), { cause: error });
    // The queue writes it into the log.
    if (error instanceof Error) failure.stack = error.stack;
    throw failure;
  }
}

/** What an attempt ended with, without a word of its message. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const parts = [error.name, code, findPlace(error.stack)];
  const told = parts.join('');
  if (shape.test(told)) return told;
  return shape.test(error.name) ? error.name : 'Error';
}

/** A failure as the queue kept it; null where it is not of this form: an earlier version's. */
export function readFailure(lastError: string | null): string | null {
  return lastError !== null && shape.test(lastError) ? lastError : null;
}

/** The first of our own files that it went through. */
function findPlace(stack = ''): string {
  for (const line of stack.split('\n')) {
    const place = /^ {4}at .*\/((?:lib|bin)\/[^:?]+\.ts)(?:\?[^:]*)?:(\d+)/.exec(line);
    if (place && !line.includes('node_modules')) return ` at ${place[1]}:${place[2]}`;
  }
  return '';
}
