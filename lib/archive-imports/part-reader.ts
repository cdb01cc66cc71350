import 'server-only';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { db } from '#lib/db/client';
import { partBytes } from './limits.ts';

type ImportRef = { householdId: string; importId: string };

/** An uploaded file as yauzl reads one: any range of it, from the parts that hold it. */
export class PartReader extends yauzl.RandomAccessReader {
  readonly #ref: ImportRef;
  /** The last one read: a zip is read in small ranges that lie side by side. */
  #kept: { seq: number; bytes: Uint8Array } | null = null;

  constructor(ref: ImportRef) {
    super();
    this.#ref = ref;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#read(start, end));
  }

  async *#read(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const seq = Math.floor(at / partBytes);
      const offset = at - seq * partBytes;
      const part = await this.#readPart(seq);
      const piece = part.subarray(offset, Math.min(part.byteLength, offset + end - at));
      if (piece.byteLength === 0) throw new Error('The file ends before its end.');
      yield Buffer.from(piece);
      at += piece.byteLength;
    }
  }

  async #readPart(seq: number): Promise<Uint8Array> {
    if (this.#kept?.seq === seq) return this.#kept.bytes;
    const part = await db().archiveImportPart.findUnique({
      where: { householdId_importId_seq: { ...this.#ref, seq } },
      select: { bytes: true },
    });
    if (!part) throw new Error('A part of the file is missing.');
    this.#kept = { seq, bytes: part.bytes };
    return part.bytes;
  }
}
