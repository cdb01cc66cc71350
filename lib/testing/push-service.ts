import { createDecipheriv, createECDH, type ECDH, hkdfSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

type Message = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A push service that keeps what it is sent, and answers 201, or what it is told to, once each. */
export async function openPushService() {
  const messages: Message[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    buffer(request).then(
      (body) => {
        messages.push({ path: request.url ?? '', headers: request.headers, body });
        response.writeHead(answers.shift() ?? 201).end();
      },
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    messages,
    answers,
    close: () => new Promise((done) => server.close(done)),
  };
}

/** A browser with keys of its own, that hears at a path of the service. */
export function openBrowser(port: number, path: string) {
  const keys = createECDH('prime256v1');
  const p256dh = keys.generateKeys('base64url');
  const secret = Buffer.alloc(16, path.length);
  return {
    subscription: {
      endpoint: `http://127.0.0.1:${port}/${path}`,
      p256dh,
      auth: secret.toString('base64url'),
    },
    open: (body: Buffer) => JSON.parse(openPush(body, keys, secret)) as Record<string, string>,
  };
}

/** What a browser makes of a message: RFC 8291 from its other end, written from the standard. */
export function openPush(body: Buffer, keys: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyLength = body[20] ?? 0;
  const sender = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const derive = (secret: Buffer, with_: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, with_, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const secret = derive(keys.computeSecret(sender), auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  if (plain.at(-1) !== 2) throw new Error('The last record ends in 2.');
  return plain.subarray(0, -1).toString('utf8');
}
