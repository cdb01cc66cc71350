import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Context } from 'hono';

const oneDay = 'public, max-age=86400';

let font: Uint8Array<ArrayBuffer> | null | undefined;

/** The typeface of the sandbox's own pages. They read well without it, so its absence is no failure. */
export function sendFont(context: Context): Response {
  font ??= readFont();
  return font
    ? context.body(font, 200, { 'content-type': 'font/woff2', 'cache-control': oneDay })
    : (context.notFound() as Response);
}

function readFont(): Uint8Array<ArrayBuffer> | null {
  try {
    const entry = import.meta.resolve('geist/font');
    return new Uint8Array(
      readFileSync(fileURLToPath(new URL('./fonts/geist-sans/Geist-Variable.woff2', entry))),
    );
  } catch {
    // The package is not installed, or has moved its files: the system's typeface it is.
    return null;
  }
}
