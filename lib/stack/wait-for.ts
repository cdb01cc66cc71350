import 'server-only';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Polls a URL until it answers 2xx.
 *
 * @throws Error after the timeout, with the last answer; the signal's reason when it is aborted
 */
export async function waitForUrl(
  url: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `HTTP ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} did not become ready: ${last}.`);
}

/**
 * Waits a moment for a port to be free: a copy that was just killed may still be leaving it.
 *
 * @throws Error naming the port and the variable that changes it
 */
export async function waitForPort(port: number, host: string, variable: string): Promise<void> {
  const deadline = Date.now() + 3_000;
  for (;;) {
    if (await isFree(port, host)) return;
    if (Date.now() > deadline) {
      throw new Error(
        `Port ${port} is in use by another program. Nothing was started. Stop it or set ${variable}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Whether nobody listens on a port. */
export async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
