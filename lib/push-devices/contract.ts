import { z } from 'zod';

/** What a browser says of where it hears: PushSubscription.toJSON(), flat. */
export const pushDeviceInput = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
  /** Its public key, an uncompressed point of P-256, and the secret it shares with us; base64url. */
  p256dh: z.string().regex(/^B[\w-]{86}$/, 'Use 65 bytes in base64url.'),
  auth: z.string().regex(/^[\w-]{22}$/, 'Use 16 bytes in base64url.'),
});
export type PushDeviceInput = z.infer<typeof pushDeviceInput>;

export const pushDevicePatch = z.strictObject({ withAmounts: z.boolean() });
export type PushDevicePatch = z.infer<typeof pushDevicePatch>;

export type PushDeviceDto = {
  id: string;
  /** "Firefox on Windows". */
  name: string;
  /** Its notices carry amounts, which lie open on locked screens. */
  withAmounts: boolean;
  /** ISO 8601 */
  createdAt: string;
  /** The one that asks. */
  isThis: boolean;
};

export type PushDeviceListDto = {
  items: PushDeviceDto[];
  nextCursor: null;
  /** By which browsers know that notices come from here. */
  publicKey: string;
};
