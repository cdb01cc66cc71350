import 'server-only';
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { readUpTo } from '#lib/net/read-up-to';
import type { S3Settings } from './settings.ts';
import type { ObjectStore } from './store.ts';

const timeoutMs = 30_000;
/** After an answer that says "later"; what does not answer at all is not asked again. */
const retries = 2;

/**
 * A bucket of S3 or of what speaks like it. Needs the rights to put, get and delete objects, and no other:
 * nothing is listed.
 */
export function createS3Store({ url, region, keyId, secret }: S3Settings): ObjectStore {
  const signing = { accessKeyId: keyId, secretAccessKey: secret, region, service: 's3' };
  const client = new AwsClient({ ...signing, retries, initRetryMs: 200 });
  const ask = async (method: string, id: string, body?: Uint8Array<ArrayBuffer>) => {
    const response = await client.fetch(`${url}/${id}`, {
      method,
      body: body ?? null,
      // Its signature covers the bytes, too. A redirect would lead wherever its sender likes.
      headers: { 'x-amz-content-sha256': hash(body ?? new Uint8Array()) },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok || response.status === 404) return response;
    const words = await readUpTo(response, 16 * 1024).catch(() => Buffer.alloc(0));
    const code = /<Code>(\w{1,60})<\/Code>/.exec(words.toString('utf8'))?.[1] ?? 'no code';
    throw new Error(`S3 answered ${response.status} (${code}) to ${method}.`);
  };
  const drop = (response: Response) => response.body?.cancel();
  return {
    put: async (id, bytes) => {
      const response = await ask('PUT', id, new Uint8Array(bytes));
      await drop(response);
      if (!response.ok) throw new Error('S3 has no such bucket.');
    },
    get: async (id, limitBytes) => {
      const response = await ask('GET', id);
      if (response.ok) return readUpTo(response, limitBytes);
      await drop(response);
      return null;
    },
    has: async (id) => (await ask('HEAD', id)).ok,
    remove: async (id) => void (await drop(await ask('DELETE', id))),
  };
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
