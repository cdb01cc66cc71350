/** How a program knows that a message is ours; its test runs it. `headers`: their names in small letters. */
export const webhookExample = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isFromPlumbline(headers, body, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = headers;
  if (!(Math.abs(Date.now() / 1000 - at) < 300)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const own = createHmac('sha256', key).update(\`\${id}.\${at}.\${body}\`).digest('base64');
  return given.split(' ').some((each) => {
    const other = each.replace(/^v1,/, '');
    return other.length === own.length && timingSafeEqual(Buffer.from(other), Buffer.from(own));
  });
}`;
