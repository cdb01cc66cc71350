import 'server-only';
import { createHash } from 'node:crypto';

/** What is known of a table's rows: enough to say whether they are the same ones. */
export type Measure = { rows: number; bytes: number; sha256: string };

/** Passes bytes on as COPY printed them, and measures them. A row is a line: within one, ends are escaped. */
export function createMeter() {
  const hash = createHash('sha256');
  let [rows, bytes] = [0, 0];
  return {
    add: (chunk: Uint8Array): void => {
      hash.update(chunk);
      bytes += chunk.byteLength;
      for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) {
        rows += 1;
      }
    },
    /** Once, at the end. */
    read: (): Measure => ({ rows, bytes, sha256: hash.digest('hex') }),
  };
}

const newline = 0x0a;

/** Measures a stream to its end. */
export async function measure(bytes: AsyncIterable<Uint8Array>): Promise<Measure> {
  const meter = createMeter();
  for await (const chunk of bytes) meter.add(chunk);
  return meter.read();
}
