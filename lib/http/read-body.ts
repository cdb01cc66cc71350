import 'server-only';
import { z } from 'zod';
import { AppError } from '#lib/errors';
import { readParams } from './read-params.ts';

const jsonLimitBytes = 64 * 1024;

/** @throws AppError unsupported_media_type, payload_too_large or invalid_input */
export async function readJsonBody(
  request: Request,
  mediaType = 'application/json',
): Promise<unknown> {
  if (readType(request) !== mediaType) {
    throw new AppError('unsupported_media_type', `Send JSON with content-type ${mediaType}.`);
  }
  return parseJson(await readRawBody(request, jsonLimitBytes));
}

const textFields = z.record(z.string().max(100), z.string());

/** Text by name, from JSON or from a form. @throws as readJsonBody */
export async function readFields(request: Request): Promise<Record<string, string>> {
  if (readType(request) !== 'application/x-www-form-urlencoded') {
    const { data } = textFields.safeParse(await readJsonBody(request));
    if (data) return data;
    throw new AppError('invalid_input', 'Send an object of texts. Nothing was changed.', {
      fields: { body: 'This is not an object of texts.' },
    });
  }
  const text = new TextDecoder().decode(await readRawBody(request, jsonLimitBytes));
  return readParams(new URLSearchParams(text));
}

function readType(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('invalid_input', 'The body is not valid JSON. Nothing was changed.', {
      fields: { body: 'This is not valid JSON.' },
    });
  }
}

/**
 * Reads at most `limitBytes`, whatever Content-Length claims.
 *
 * @throws AppError payload_too_large, or request_aborted when the caller leaves before its end
 */
export async function readRawBody(request: Request, limitBytes: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new AppError('payload_too_large', `The body is over ${limitBytes} bytes. Nothing was changed.`);
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(refuseAborted);
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

/** Whoever closes a page closes its requests: that is no failure of anybody's, and no line in the log. */
function refuseAborted(cause: unknown): never {
  throw new AppError('request_aborted', 'The request ended early. Nothing was changed.', { cause });
}
