import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

const region = 'test-1';
const keyId = 'AKIDTEST';
const secret = 'a secret of the bucket';
const bucket = '/bucket/files';

type Answer = { status: number; body?: Buffer | string };

/**
 * A bucket that keeps objects in memory and lets in only what is signed as AWS Signature Version 4 has it,
 * body included: written from its description, not from what signs.
 */
export async function openS3Server() {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  /** What it answers in place of what is right, once each. */
  const lies: Answer[] = [];
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const body = await readBody(request);
    requests.push(`${request.method} ${request.url}`);
    const problem = findProblem(request, body);
    if (problem) return { status: 403, body: `<Error><Code>${problem}</Code></Error>` };
    const lie = lies.shift();
    if (lie) return lie;
    const name = (request.url ?? '').slice(bucket.length + 1);
    if (!request.url?.startsWith(`${bucket}/`)) return { status: 404 };
    if (request.method === 'PUT') {
      objects.set(name, body);
      return { status: 200 };
    }
    if (request.method === 'DELETE') {
      objects.delete(name);
      return { status: 204 };
    }
    const found = objects.get(name);
    return found ? { status: 200, body: found } : { status: 404 };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body }) => response.writeHead(status).end(body),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    settings: { url: `http://127.0.0.1:${address.port}${bucket}`, region, keyId, secret },
    objects,
    requests,
    lies,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** S3's code for what is wrong with a request's signature; null where nothing is. */
function findProblem({ method, url, headers }: IncomingMessage, body: Buffer): string | null {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    );
  if (!given) return 'AccessDenied';
  const [, id, day = '', place, names = '', signature] = given;
  if (id !== keyId || place !== region) return 'InvalidAccessKeyId';
  const at = String(headers['x-amz-date']);
  const sentMs = Date.parse(at.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - sentMs) < 900_000) || !at.startsWith(day))
    return 'RequestTimeTooSkewed';
  if (headers['x-amz-content-sha256'] !== hash(body)) return 'XAmzContentSHA256Mismatch';
  const signed = names.split(';');
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) {
    return 'AccessDenied';
  }
  const canonical = [
    method,
    url,
    '',
    ...signed.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    hash(body),
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, hash(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(mac, `AWS4${secret}`);
  return mac(key, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}

function mac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function hash(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
