import 'server-only';

/** `null`: any byte. */
type Signature = { mediaType: string; at: number; bytes: (number | null)[] };

const text = (characters: string) => [...characters].map((letter) => letter.charCodeAt(0));

/** What an attachment may be: what phones and scanners make, and nothing that runs. */
const signatures: Signature[] = [
  { mediaType: 'application/pdf', at: 0, bytes: text('%PDF-') },
  { mediaType: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', at: 0, bytes: [0x89, ...text('PNG'), 0x0d, 0x0a, 0x1a, 0x0a] },
  {
    mediaType: 'image/webp',
    at: 0,
    bytes: [...text('RIFF'), null, null, null, null, ...text('WEBP')],
  },
  { mediaType: 'image/heic', at: 4, bytes: text('ftypheic') },
  { mediaType: 'image/heic', at: 4, bytes: text('ftypheix') },
  { mediaType: 'image/heic', at: 4, bytes: text('ftypmif1') },
];

/** The type of a file by its first bytes, whatever it is called; null for what is not taken. */
export function sniffType(file: Uint8Array): string | null {
  const found = signatures.find(({ at, bytes }) =>
    bytes.every((byte, offset) => byte === null || file[at + offset] === byte),
  );
  return found?.mediaType ?? null;
}
