/** How a program knows that a message is ours; its test runs it. `headers`: their names in small letters. */
export const webhookExample = `import { createHmac, timingSafeEqual } from 'node:crypto';

export function isFromPlumbline(headers, body, secret) {
  const [id, at] = [headers['webhook-id'], headers['webhook-timestamp']];
  const given = headers['webhook-signature'];
  if (!(Math.abs(Date.now() / 1000 - at) < 300)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = createHmac('sha256', key).update(\`\${id}.\${at}.\${body}\`);
  const own = Buffer.from(\`v1,\${signed.digest('base64')}\`);
  return given.split(' ').some((each) => {
    const other = Buffer.from(each);
    return other.length === own.length && timingSafeEqual(other, own);
  });
}`;
