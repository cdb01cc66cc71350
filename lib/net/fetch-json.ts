import 'server-only';

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
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw new Error(`${url} answered more than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
