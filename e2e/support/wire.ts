import { Agent, request } from 'node:http';

export type WireAnswer = {
  status: number;
  contentType: string;
  /** The lines of Set-Cookie. */
  cookies: string[];
  text: string;
};

export type WireRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: Buffer | undefined;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends an address and headers as they are: fetch would tidy them first. */
export function sendOverWire(
  origin: string,
  { method, url, headers, body }: WireRequest,
): Promise<WireAnswer> {
  const { hostname, port } = new URL(origin);
  const target = { hostname, port, path: url, method, agent };
  const isChunked = 'transfer-encoding' in headers;
  const length = body && !isChunked ? { 'content-length': String(body.length) } : {};
  return new Promise((resolve, reject) => {
    const outgoing = request({ ...target, headers: { ...length, ...headers } });
    outgoing.on('response', (response) => {
      const answer = (text: string) => {
        const { 'content-type': contentType = '', 'set-cookie': cookies = [] } = response.headers;
        resolve({ status: response.statusCode ?? 0, contentType, cookies, text });
      };
      // It would never end.
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        outgoing.destroy();
        return answer('');
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => answer(String(Buffer.concat(chunks))));
      response.on('error', reject);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server had closed a connection that lay idle.
      const again = outgoing.reusedSocket && error.code === 'ECONNRESET';
      if (again) resolve(sendOverWire(origin, { method, url, headers, body }));
      else reject(error);
    });
    outgoing.end(body);
  });
}
