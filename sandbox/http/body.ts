import type { IncomingMessage } from 'node:http';

export const maxBodyBytes = 1024 * 1024;

/** The whole body, or null when it is larger than the limit. */
export async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let tooLarge = false;
  for await (const chunk of incoming) {
    const buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += buffer.length;
    tooLarge ||= bytes > maxBodyBytes;
    // Read on to the end, so that the caller gets the answer instead of a broken pipe, but keep nothing.
    if (tooLarge) {
      chunks.length = 0;
      if (bytes > maxBodyBytes * 20) {
        incoming.destroy();
        return null;
      }
    } else {
      chunks.push(buffer);
    }
  }
  return tooLarge ? null : Buffer.concat(chunks);
}
