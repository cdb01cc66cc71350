import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/body.ts';
import { isJson } from '../http/guards.ts';
import { PlaidFailure } from './failure.ts';

const apiVersion = '2020-09-14';

/** The body as an object; throws what Plaid answers to anything else. */
export async function parseRequest(incoming: IncomingMessage): Promise<Record<string, unknown>> {
  const bytes = await readBody(incoming);
  if (bytes === null) {
    throw new PlaidFailure('INVALID_BODY', { message: 'body is larger than 1 MiB' });
  }
  if (!isJson(incoming.headers['content-type'])) {
    throw new PlaidFailure('INVALID_HEADERS', { message: 'Content-Type must be application/json' });
  }
  const version = incoming.headers['plaid-version'];
  if (version !== undefined && version !== apiVersion) {
    throw new PlaidFailure('INVALID_HEADERS', { message: `Plaid-Version must be ${apiVersion}` });
  }
  const body = parseJson(bytes);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new PlaidFailure('INVALID_BODY');
  }
  return { ...body };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new PlaidFailure('INVALID_BODY');
  }
}
