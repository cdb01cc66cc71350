import 'server-only';
import { BackupError } from './backup-error.ts';

/** What a stretch of bytes inside a backup is. */
export type Entry = { kind: 'table'; name: string } | { kind: 'object'; id: string; store: string };

const opening = 1;
const data = 2;
const end = 3;
const headBytes = 5;
/** What is longer goes into several: whoever reads need not hold much of it. */
const frameLimitBytes = 256 * 1024;

export function printOpening(entry: Entry): Buffer {
  return frame(opening, Buffer.from(JSON.stringify(entry)));
}

export function* printData(bytes: Uint8Array): Generator<Buffer> {
  for (let from = 0; from < bytes.byteLength; from += frameLimitBytes) {
    yield frame(data, bytes.subarray(from, from + frameLimitBytes));
  }
}

export function printEnd(): Buffer {
  return frame(end, Buffer.alloc(0));
}

function frame(type: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes);
  head[0] = type;
  head.writeUInt32BE(bytes.byteLength, 1);
  return Buffer.concat([head, bytes]);
}

/** An entry, and its bytes, to be taken before the next one is asked for. */
export type OpenEntry = { entry: Entry; bytes: AsyncGenerator<Buffer> };

/**
 * The entries of a backup, one after the other.
 *
 * @throws BackupError when it ends before it says so
 */
export async function* readEntries(stream: AsyncIterable<Buffer>): AsyncGenerator<OpenEntry> {
  const frames = readFrames(stream);
  let next = await take(frames);
  async function* readData(): AsyncGenerator<Buffer> {
    while (next.type === data) {
      yield next.bytes;
      next = await take(frames);
    }
  }
  while (next.type !== end) {
    if (next.type !== opening) throw new BackupError('It does not say what a part of it is.');
    const entry = JSON.parse(next.bytes.toString('utf8')) as Entry;
    next = await take(frames);
    yield { entry, bytes: readData() };
    // What nobody took is passed over.
    while (next.type === data) next = await take(frames);
  }
}

type Frame = { type: number; bytes: Buffer };

async function take(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const { value, done } = await frames.next();
  if (done) throw new BackupError('It ends too early.');
  return value;
}

async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < headBytes) break;
      const length = rest.readUInt32BE(1);
      if (length > frameLimitBytes) throw new BackupError('A part of it is larger than any is.');
      if (rest.length < headBytes + length) break;
      yield { type: rest[0] ?? 0, bytes: rest.subarray(headBytes, headBytes + length) };
      rest = rest.subarray(headBytes + length);
    }
  }
}
