import { z } from 'zod';
import { isTimeZone } from '#lib/dates/instant-of';
import { roleSchema } from '#lib/households/contract';
import {
  type moneyKinds,
  type NotificationKind,
  notificationChannels,
  notificationKinds,
} from './kinds.ts';

const aboutMember = { memberId: z.uuid(), name: z.string() };
const aboutItem = { itemId: z.uuid(), bank: z.string() };
/** Sizes, in minor units. */
const size = z.int().min(0);
const aboutRow = {
  accountId: z.uuid(),
  transactionId: z.uuid(),
  merchant: z.string(),
  on: z.iso.date(),
  amountMinor: size,
  currency: z.string(),
};

/** What a payment is held against: earlier ones to the same merchant, or in the same category. */
const usualSchema = z.object({
  of: z.enum(['merchant', 'category']),
  name: z.string(),
  count: z.int(),
  medianMinor: size,
  mostMinor: size,
});
export type Usual = z.infer<typeof usualSchema>;

/**
 * What the words of a notification are made of. No balances, no account's name or number, no secrets:
 * it is also mailed.
 */
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
  z.object({
    kind: z.literal('webhook_stopped'),
    name: z.string(),
    reason: z.enum(['failing', 'gone']),
  }),
  /** `fromMinor`: from which size on the member hears of it. */
  z.object({ kind: z.literal('large_payment'), ...aboutRow, fromMinor: size }),
  z.object({ kind: z.literal('unusual_payment'), ...aboutRow, usual: usualSchema }),
  /** `paid`: the payment that it may belong to. */
  z.object({
    kind: z.literal('refund_arrived'),
    ...aboutRow,
    paid: z.object({ minor: size, on: z.iso.date() }),
  }),
  /** `accountId`: what it is expected to leave; `href`: where the bill itself is. */
  z.object({
    kind: z.literal('bill_due'),
    accountId: z.uuid(),
    name: z.string(),
    on: z.iso.date(),
    amountMinor: size,
    lowMinor: size,
    highMinor: size,
    currency: z.string(),
    href: z.string(),
  }),
  /** `yearMinor`: what a year costs more, or less; null where nobody knows how often it comes. */
  z.object({
    kind: z.literal('price_changed'),
    streamId: z.uuid(),
    accountId: z.uuid(),
    name: z.string(),
    fromMinor: size,
    toMinor: size,
    since: z.iso.date(),
    yearMinor: z.int().nullable(),
    currency: z.string(),
  }),
  /**
   * An account will hold less than the member wants to be left there, from a day on: nothing (`floorMinor` 0), or so
   * much. `missingMinor`: what is missing to that on the worst day.
   */
  z.object({
    kind: z.literal('low_balance'),
    accountId: z.uuid(),
    floorMinor: size,
    on: z.iso.date(),
    worstOn: z.iso.date(),
    missingMinor: size,
    currency: z.string(),
  }),
  /** Of a category's period: `plannedMinor` with what came over from the one before. */
  z.object({
    kind: z.literal('over_budget'),
    categoryId: z.uuid(),
    name: z.string(),
    spentMinor: size,
    plannedMinor: z.int(),
    currency: z.string(),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
  /** Of a week and the one before it. What came back is taken off, so that a sum may be below nothing. */
  z.object({
    kind: z.literal('weekly_summary'),
    from: z.iso.date(),
    to: z.iso.date(),
    currency: z.string(),
    spentMinor: z.int(),
    beforeMinor: z.int(),
    top: z.array(z.object({ name: z.string(), spentMinor: z.int(), beforeMinor: z.int() })),
    /** Currencies in which something was spent, too, and which count in nothing above. */
    others: z.array(z.string()),
    /** Of the period that the week ends in. */
    budget: z.object({ leftMinor: z.int(), to: z.iso.date() }).nullable(),
    /** What is due in the week after, the earliest first. In our sign: negative is money out. */
    next: z
      .array(
        z.object({
          name: z.string(),
          on: z.iso.date(),
          amountMinor: z.int(),
          currency: z.string(),
        }),
      )
      .default([]),
  }),
]);
export type Notice = z.infer<typeof noticeSchema>;
export type MoneyNotice = Extract<Notice, { kind: (typeof moneyKinds)[number] }>;

/** Who reads a notice, and when: dates of other years than `today`'s carry theirs. */
export type Reading = {
  readerId: string;
  today: string;
  /** What the account that it is about is called, where only its reader reads it: never in a mail. */
  accountName?: string | null;
};

/** `href`: where one acts, inside the app; `action`: what a link there says; `rows`: what a mail lists besides. */
export type NoticeWords = {
  title: string;
  body: string;
  href: string;
  action: string;
  rows?: readonly string[][];
};

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

const preferenceSchema = z.strictObject({
  kind: z.enum(notificationKinds),
  channel: z.enum(notificationChannels),
  enabled: z.boolean(),
});
export type PreferenceDto = z.infer<typeof preferenceSchema>;

/** `timeZone`: by whose clock the week is summed up that is switched on. */
export const preferenceInput = preferenceSchema.extend({
  timeZone: z.string().max(64).refine(isTimeZone, 'Use the name of a time zone.').optional(),
});
export type PreferenceInput = z.infer<typeof preferenceInput>;

export type LargeFrom = { minor: number; currency: string };

/** From which size on a payment is a large one to the member; others in that currency alone are held against it. */
export const largeFromInput = z.strictObject({
  minor: z.int().min(1).max(1e14),
  currency: z.string().regex(/^[A-Z0-9]{3,10}$/, 'Use the code of a currency.'),
});

/** What the member wants to be left in an account; null: nothing. */
export type FloorDto = {
  accountId: string;
  name: string;
  currency: string;
  minor: number | null;
};

/** Null takes it away. */
export const floorInput = z.strictObject({
  accountId: z.uuid(),
  minor: z.int().min(1).max(1e14).nullable(),
});
export type FloorInput = z.infer<typeof floorInput>;

export type PreferenceListDto = {
  items: PreferenceDto[];
  largeFrom: LargeFrom;
  /** Of the accounts one spends from. */
  floors: FloorDto[];
  /** Mails leave this installation. */
  hasRelay: boolean;
};
