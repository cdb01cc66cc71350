import { crc32, deflateSync } from 'node:zlib';

const size = 152;
const corner = 34;

/**
 * A bank's logo, drawn: its colour as a rounded square with a light ring and bar inside, 152×152 PNG in
 * base64 as Plaid sends logos. Plain geometry, so that the sandbox ships nobody's trademark.
 */
export function drawEmblem(color: `#${string}`, variant: number): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(color.slice(at, at + 2), 16),
  );
  // One filter byte per line, then four bytes per pixel.
  const pixels = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const at = y * (1 + size * 4) + 1 + x * 4;
      const light = coverMark(x, y, variant);
      pixels[at] = mix(red, light);
      pixels[at + 1] = mix(green, light);
      pixels[at + 2] = mix(blue, light);
      pixels[at + 3] = Math.round(255 * coverSquare(x, y));
    }
  }
  return encodePng(pixels).toString('base64');
}

function mix(channel: number, light: number): number {
  return Math.round(channel + (255 - channel) * light);
}

/** How much of a pixel the rounded square covers, from 0 to 1. */
function coverSquare(x: number, y: number): number {
  const dx = Math.max(corner - x - 0.5, x + 0.5 - (size - corner), 0);
  const dy = Math.max(corner - y - 0.5, y + 0.5 - (size - corner), 0);
  return clamp(corner - Math.hypot(dx, dy) + 0.5);
}

/** How light a pixel of the mark is: a ring, and a bar through it that turns with the variant. */
function coverMark(x: number, y: number, variant: number): number {
  const dx = x + 0.5 - size / 2;
  const dy = y + 0.5 - size / 2;
  const ring = clamp(9 - Math.abs(Math.hypot(dx, dy) - 40) + 0.5);
  const angle = (variant * Math.PI) / 6;
  const across = Math.abs(dx * Math.cos(angle) + dy * Math.sin(angle));
  const bar = Math.hypot(dx, dy) < 40 ? clamp(8 - across + 0.5) : 0;
  return Math.max(ring, bar) * 0.94;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function encodePng(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // 8 bits per channel, colour with alpha.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    encodeChunk('IHDR', header),
    encodeChunk('IDAT', deflateSync(pixels)),
    encodeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function encodeChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
