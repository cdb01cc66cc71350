import { z } from 'zod';
import { roleSchema } from '#lib/households/contract';

/** Everything a member can be told of; a kind joins with its payload, words and defaults. */
export const notificationKinds = [
  'connection_broken',
  'connection_recovered',
  'connection_expiring',
  'member_joined',
  'member_left',
  'role_changed',
  'archive_ready',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const notificationChannels = ['in_app', 'email'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

const aboutMember = { memberId: z.uuid(), name: z.string() };
const aboutItem = { itemId: z.uuid(), bank: z.string() };

/** What the words of a notification are made of. No balances, no secrets: it is also mailed. */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connection_broken'),
    ...aboutItem,
    /** A state of the connection, see lib/items/contract.ts. */
    trouble: z.string(),
    reason: z.string(),
  }),
  z.object({ kind: z.literal('connection_recovered'), ...aboutItem }),
  z.object({ kind: z.literal('connection_expiring'), ...aboutItem, on: z.iso.date() }),
  z.object({ kind: z.literal('member_joined'), ...aboutMember, role: roleSchema }),
  z.object({ kind: z.literal('member_left'), ...aboutMember }),
  /** Of whoever is meant, who may be the reader. */
  z.object({ kind: z.literal('role_changed'), ...aboutMember, role: roleSchema }),
  z.object({ kind: z.literal('archive_ready') }),
]);
export type Notice = z.infer<typeof noticeSchema>;

export type NotificationDto = {
  id: string;
  kind: NotificationKind;
  title: string;
  body: string;
  /** Where to act, inside the app. */
  href: string;
  /** ISO 8601 */
  createdAt: string;
  read: boolean;
};

export type NotificationListDto = { items: NotificationDto[]; nextCursor: null; unread: number };

/** Without `ids`: all of them. */
export const readInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(100).optional() });
export type ReadInput = z.infer<typeof readInput>;

export const preferenceInput = z.strictObject({
  kind: z.enum(notificationKinds),
  channel: z.enum(notificationChannels),
  enabled: z.boolean(),
});
export type PreferenceDto = z.infer<typeof preferenceInput>;

export type PreferenceListDto = { items: PreferenceDto[] };
