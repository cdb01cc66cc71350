import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { rateTableBytes } from './limits.ts';
import { readRateFile } from './read-rate-file.ts';
import { unpackRates } from './unpack-rates.ts';

const table = Buffer.from('Date,USD,JPY,\n2026-11-03,1.0845,163.2,\n');

async function pack(files: Record<string, Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

describe('a zip with rates', () => {
  it('is read as the table in it, as the European Central Bank’s is', async () => {
    const bytes = await unpackRates(await pack({ 'eurofxref-hist.csv': table }));
    expect(Buffer.from(bytes)).toEqual(table);
    expect(readRateFile(bytes, new Set(['USD'])).rates).toEqual([
      { date: '2026-11-03', from: 'EUR', to: 'USD', rate: '1.0845' },
    ]);
  });

  it('need not be one', async () => {
    expect(await unpackRates(table)).toBe(table);
  });

  it('is refused with several files, damaged, or with more than a table in it', async () => {
    const several = await pack({ 'a.csv': table, 'b.csv': table });
    await expect(unpackRates(several)).rejects.toThrow('several files');
    const whole = await pack({ 'a.csv': table });
    await expect(unpackRates(whole.subarray(0, -30))).rejects.toThrow('damaged');
    const air = await pack({ 'a.csv': Buffer.alloc(rateTableBytes + 1) });
    expect(air.byteLength).toBeLessThan(100_000);
    await expect(unpackRates(air)).rejects.toThrow('larger than 8 MB');
  });

  it('is refused where it says of itself that it is smaller than it is', async () => {
    const large = Buffer.alloc(100_000);
    const zip = await pack({ 'a.csv': large });
    const said = Buffer.alloc(4);
    said.writeUInt32LE(large.byteLength);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(10);
    for (let at = zip.indexOf(said); at >= 0; at = zip.indexOf(said)) lie.copy(zip, at);
    await expect(unpackRates(zip)).rejects.toThrow('damaged');
  });
});
