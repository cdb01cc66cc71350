import 'server-only';
import { AppError } from '#lib/errors';

const jsonLimitBytes = 64 * 1024;

/** @throws AppError unsupported_media_type, payload_too_large or invalid_input */
export async function readJsonBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new AppError('unsupported_media_type', 'Send JSON with content-type application/json.');
  }
  const bytes = await readRawBody(request, jsonLimitBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('invalid_input', 'The body is not valid JSON. Nothing was changed.', {
      fields: { body: 'This is not valid JSON.' },
    });
  }
}

/** Reads at most `limitBytes`, whatever Content-Length claims. @throws AppError payload_too_large */
export async function readRawBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError('payload_too_large', `The body is over ${limitBytes} bytes. Nothing was changed.`);
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limitBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
