import 'server-only';
import { z } from 'zod';

const itemPayload = z.object({ householdId: z.uuid(), itemId: z.uuid() });

const profilePayload = z.object({ householdId: z.uuid(), profileId: z.uuid() });
const reportPayload = z.object({ householdId: z.uuid(), reportId: z.uuid() });

/** Every job there is, with what it carries. Ids only: a job says what to look at, never what is. */
export const taskPayloads = {
  'sync-item': itemPayload,
  /** Marks work on an Item later: while Plaid still collects its history, after a failure. */
  'wake-item': itemPayload,
  'refresh-item': itemPayload,
  'remove-item': itemPayload,
  /** What Plaid tells of an Item beside transactions. */
  'fetch-products': itemPayload,
  /** A member's income, wherever it is due to be read. */
  'read-income': profilePayload,
  'remove-income': profilePayload,
  'poll-asset-report': reportPayload,
  'remove-asset-report': reportPayload,
  'rotate-token': itemPayload,
  'update-webhook': itemPayload,
  'build-archive': z.object({ householdId: z.uuid(), archiveId: z.uuid() }),
  'run-file-import': z.object({ householdId: z.uuid(), importId: z.uuid() }),
  /** The transfers of these rows, or of all that the household has. */
  'settle-transfers': z.object({
    householdId: z.uuid(),
    transactionIds: z.array(z.uuid()).max(1_000).nullable(),
  }),
  'tell-news': z.object({ householdId: z.uuid() }),
  /** What comes, to one member, of a morning. */
  'tell-ahead': z.object({ householdId: z.uuid(), memberId: z.uuid() }),
  'tell-week': z.object({ householdId: z.uuid(), memberId: z.uuid() }),
  /** What comes again and again among a household's rows. */
  'settle-streams': z.object({ householdId: z.uuid() }),
  'enrich-import': z.object({ householdId: z.uuid(), importId: z.uuid() }),
  'import-archive': z.object({ householdId: z.uuid(), importId: z.uuid() }),
  'finish-deletion': z.object({ deletionId: z.uuid() }),
  'check-institution': z.object({ institutionId: z.string().max(64) }),
  'send-push': z.object({
    householdId: z.uuid(),
    notificationId: z.uuid(),
    deviceId: z.uuid(),
  }),
  'send-mail': z.object({ householdId: z.uuid(), mailId: z.uuid() }),
  'send-token-mail': z.object({ mailId: z.uuid() }),
  /** What waits for one address of a member's that is told of events. */
  'deliver-events': z.object({ householdId: z.uuid(), endpointId: z.uuid() }),
  'handle-webhook': z.object({ webhookId: z.uuid() }),
  /** Of the whole installation, where one is due; and its proof. */
  'back-up': z.object({}),
  'prove-backup': z.object({}),
  sweep: z.object({}).loose(),
} as const;

export type TaskName = keyof typeof taskPayloads;
export type TaskPayload<Name extends TaskName> = z.infer<(typeof taskPayloads)[Name]>;
