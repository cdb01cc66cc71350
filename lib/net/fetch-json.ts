import 'server-only';
import { readUpTo } from './read-up-to.ts';

/**
 * Reads JSON from another server: within a time, up to a size, and from that very address, because a
 * redirect would lead wherever its sender likes.
 *
 * @throws Error for anything but a 200 with JSON; `response` has the status where there was one
 */
export async function fetchJson(
  url: string,
  { timeoutMs, limitBytes }: { timeoutMs: number; limitBytes: number },
): Promise<unknown> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw Object.assign(new Error(`${url} answered ${response.status}`), {
      response: { statusCode: response.status },
    });
  }
  const body = await readUpTo(response, limitBytes);
  return JSON.parse(body.toString('utf8'));
}
