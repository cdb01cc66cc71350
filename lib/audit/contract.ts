import { z } from 'zod';
import { roleSchema } from '#lib/households/contract';
import { oidcProblems } from '#lib/oidc/contract';
import { sights } from '#lib/privacy/sights';
import { partnerSchema } from '#lib/processors/contract';
import { type AuditTopic, auditTopics } from './topics.ts';

const aboutItem = { itemId: z.uuid(), bank: z.string().max(300) };
const aboutHistory = { history: z.enum(['keep', 'delete']) };
const aboutDevice = { device: z.string().max(300).nullable() };
const aboutProof = { proof: z.enum(['password', 'passkey', 'totp', 'recovery_code', 'oidc']) };
/** Vouched for by the OIDC provider. */
const byProvider = { oidc: z.literal(true).optional() };
const aboutIssuer = { issuer: z.string().max(500) };
/** `name`: a passkey's, as the person calls it. */
const aboutFactor = {
  factor: z.enum(['passkey', 'totp']),
  name: z.string().max(100).nullable(),
};

const aboutToken = { name: z.string().max(100) };
const eventList = z.array(z.string().max(40)).max(40);
const aboutReport = { days: z.int(), banks: z.int() };
/** As Plaid names them. */
const aboutAuditor = { auditor: z.string().max(100) };

/**
 * Everything that is written down, with what is kept of it. A kind joins here, and with its words in
 * components/audit/audit-words.ts. Details hold no secret and nothing that names a person: who did it,
 * and whom to, stands beside them, and can be taken out when that person leaves for good.
 */
export const auditKinds = {
  signed_in: {
    topic: 'signing_in',
    details: z.strictObject({ ...aboutDevice, ...byProvider, secondFactor: z.boolean() }),
  },
  signed_up: {
    topic: 'signing_in',
    details: z.strictObject({ ...byProvider, invited: z.boolean() }),
  },
  signed_out: { topic: 'signing_in', details: z.strictObject({}) },
  password_changed: {
    topic: 'signing_in',
    details: z.strictObject({ byLink: z.boolean() }),
  },
  reset_link_made: { topic: 'signing_in', details: z.strictObject({}) },
  email_changed: { topic: 'signing_in', details: z.strictObject({}) },
  /** A link that was sent to the address came back. */
  email_confirmed: { topic: 'signing_in', details: z.strictObject({}) },
  /** In other browsers than the one it was asked for in. */
  sessions_ended: { topic: 'signing_in', details: z.strictObject({ count: z.int() }) },
  sessions_ended_by_command: {
    topic: 'signing_in',
    details: z.strictObject({ count: z.int() }),
  },
  /** So many that it is worth a line: at most one for each place and day, and ten a day. */
  wrong_passwords: { topic: 'signing_in', details: z.strictObject(aboutDevice) },
  /** Of a person who had given the right password. */
  second_step_failed: { topic: 'signing_in', details: z.strictObject(aboutProof) },
  step_up_failed: { topic: 'signing_in', details: z.strictObject(aboutProof) },
  factor_added: { topic: 'signing_in', details: z.strictObject(aboutFactor) },
  factor_removed: { topic: 'signing_in', details: z.strictObject(aboutFactor) },
  /** Its counter went back, and it was refused. */
  passkey_suspected: {
    topic: 'signing_in',
    details: z.strictObject({ name: z.string().max(100) }),
  },
  recovery_codes_renewed: { topic: 'signing_in', details: z.strictObject({}) },
  recovery_code_used: { topic: 'signing_in', details: z.strictObject({ left: z.int() }) },
  /** `issuer`: the provider, as it names itself. */
  oidc_linked: { topic: 'signing_in', details: z.strictObject(aboutIssuer) },
  oidc_unlinked: { topic: 'signing_in', details: z.strictObject(aboutIssuer) },
  /** The provider vouched for somebody whom we did not let in as this person. */
  oidc_refused: {
    topic: 'signing_in',
    details: z.strictObject({ ...aboutIssuer, problem: z.enum(oidcProblems) }),
  },
  /** By which programs ask the API. `name`: as its person calls it. */
  access_token_made: {
    topic: 'signing_in',
    details: z.strictObject({
      ...aboutToken,
      scopes: z.array(z.string().max(40)).max(40),
      days: z.int(),
    }),
  },
  access_token_revoked: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  /** All of a person's, with their password or by a command. */
  access_tokens_ended: { topic: 'signing_in', details: z.strictObject({ count: z.int() }) },
  /** From an address that it was not used from before. */
  access_token_met: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  /** Somebody brought it after its end; at most a line a day. */
  access_token_outlived: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  /** By which programs are told of what changes. `name`: as its person calls it. */
  webhook_made: {
    topic: 'signing_in',
    details: z.strictObject({ ...aboutToken, host: z.string().max(300), events: eventList }),
  },
  webhook_changed: {
    topic: 'signing_in',
    details: z.strictObject({ ...aboutToken, events: eventList }),
  },
  webhook_paused: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  webhook_resumed: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  webhook_removed: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  webhook_secret_made: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  webhook_tested: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  webhook_redelivered: { topic: 'signing_in', details: z.strictObject(aboutToken) },
  /** By us. */
  webhook_stopped: {
    topic: 'signing_in',
    details: z.strictObject({ ...aboutToken, reason: z.enum(['failing', 'gone']) }),
  },
  /** All of a person's, with their password or by a command. */
  webhooks_stopped: { topic: 'signing_in', details: z.strictObject({ count: z.int() }) },
  /** By a command, for somebody who lost them. */
  factors_reset: { topic: 'signing_in', details: z.strictObject({}) },
  operator_granted: { topic: 'operation', details: z.strictObject({}) },
  operator_revoked: { topic: 'operation', details: z.strictObject({}) },
  /** `key`: the name of the one that seals from now on. `left`: values that another one has sealed. */
  key_rotation_began: {
    topic: 'operation',
    details: z.strictObject({ key: z.string().max(100), left: z.int() }),
  },
  key_rotation_ended: {
    topic: 'operation',
    details: z.strictObject({ key: z.string().max(100), left: z.int(), resealed: z.int() }),
  },
  /** An operator looked at what Plaid bills: of how many connections. */
  costs_read: { topic: 'operation', details: z.strictObject({ connections: z.int() }) },
  /** An operator set jobs of the queue going again, gave them up, or took dead ones away. */
  jobs_handled: {
    topic: 'operation',
    details: z.strictObject({
      act: z.enum(['retry', 'retry_all', 'give_up', 'remove']),
      task: z.string().max(100),
      count: z.int(),
    }),
  },
  /** An operator held the database against its invariants: how many there are, and how many are broken. */
  integrity_checked: {
    topic: 'operation',
    details: z.strictObject({ checks: z.int(), broken: z.int() }),
  },
  /** By the worker or a command: of the whole installation. `name`: the backup's. */
  backup_made: {
    topic: 'operation',
    details: z.strictObject({ name: z.string().max(100), rows: z.int() }),
  },
  /** This database came out of that backup. */
  backup_restored: {
    topic: 'operation',
    details: z.strictObject({ name: z.string().max(100), rows: z.int() }),
  },
  /** An operator had a connection synced, or its access token replaced. */
  connection_handled: {
    topic: 'operation',
    details: z.strictObject({ act: z.enum(['sync', 'rotate_token']), itemId: z.uuid() }),
  },
  /** Plaid does not do it for this installation; `code` is its own. It is not asked again for a day. */
  enrich_refused: { topic: 'operation', details: z.strictObject({ code: z.string().max(100) }) },

  bank_linked: { topic: 'banks', details: z.strictObject(aboutItem) },
  bank_repaired: { topic: 'banks', details: z.strictObject(aboutItem) },
  bank_disconnected: {
    topic: 'banks',
    details: z.strictObject({ ...aboutItem, history: z.enum(['keep', 'delete']) }),
  },
  /** Plaid confirmed it, or no longer knew the Item. */
  bank_removed: { topic: 'banks', details: z.strictObject(aboutItem) },
  /** The person's answer to accounts withdrawn at the bank. */
  bank_accounts_settled: {
    topic: 'banks',
    details: z.strictObject({ ...aboutItem, history: z.enum(['keep', 'delete']) }),
  },
  history_moved: {
    topic: 'banks',
    details: z.strictObject({ ...aboutItem, joined: z.int(), carried: z.int() }),
  },
  history_moved_back: { topic: 'banks', details: z.strictObject(aboutItem) },
  /** What a member lets another, or whoever joins `later`, see of an account. */
  account_shown: {
    topic: 'household',
    details: z.strictObject({
      account: z.string().max(300),
      sight: z.enum(sights),
      later: z.boolean(),
    }),
  },
  household_renamed: { topic: 'household', details: z.strictObject({}) },
  /** What totals are in; null: what most accounts are in. */
  base_currency_set: {
    topic: 'household',
    details: z.strictObject({ currency: z.string().max(10).nullable() }),
  },
  member_invited: {
    topic: 'household',
    details: z.strictObject({ role: roleSchema, mailed: z.boolean() }),
  },
  invite_revoked: { topic: 'household', details: z.strictObject({}) },
  member_joined: { topic: 'household', details: z.strictObject({ role: roleSchema }) },
  role_changed: { topic: 'household', details: z.strictObject({ role: roleSchema }) },
  member_left: { topic: 'household', details: z.strictObject(aboutHistory) },
  member_removed: { topic: 'household', details: z.strictObject({}) },
  /** In the log of whoever went, who reads the household's no more. */
  household_left: { topic: 'household', details: z.strictObject(aboutHistory) },
  household_removed_from: { topic: 'household', details: z.strictObject({}) },
  /** An owner deleted a household that the person belonged to. */
  household_deleted: { topic: 'household', details: z.strictObject({}) },
  archive_requested: { topic: 'data', details: z.strictObject({}) },
  archive_imported: { topic: 'data', details: z.strictObject({ rows: z.int() }) },
  archive_downloaded: { topic: 'data', details: z.strictObject({ bytes: z.int() }) },
  transactions_exported: {
    topic: 'data',
    details: z.strictObject({ count: z.int(), format: z.enum(['csv', 'json']) }),
  },
  /** Transactions out of a file that the person gave, and away again. */
  file_imported: { topic: 'data', details: z.strictObject({ count: z.int() }) },
  file_import_undone: { topic: 'data', details: z.strictObject({ count: z.int() }) },
  /** Rates of currencies, out of a file. */
  rates_imported: { topic: 'data', details: z.strictObject({ count: z.int() }) },
  /** One kept by hand, with its transactions. */
  account_deleted: { topic: 'data', details: z.strictObject({ account: z.string().max(300) }) },
  /** Whether an account is shown, and whether it counts. */
  account_set: {
    topic: 'data',
    details: z.strictObject({
      account: z.string().max(300),
      as: z.enum(['hidden', 'shown', 'left_out', 'counted', 'closed', 'reopened']),
    }),
  },
  /** An account's numbers, by which money can be taken from it. */
  numbers_told: { topic: 'data', details: z.strictObject({ account: z.string().max(300) }) },
  /** The bank's document of one month; `month`: its first day. */
  statement_downloaded: {
    topic: 'data',
    details: z.strictObject({ account: z.string().max(300), month: z.iso.date() }),
  },
  /** One's own, in one's own log: Link was opened for it, its report was taken, it was deleted. */
  income_handled: {
    topic: 'data',
    details: z.strictObject({ as: z.enum(['asked_bank', 'asked_payroll', 'taken', 'deleted']) }),
  },
  /** To a partner of Plaid's, by a token that is kept nowhere. */
  account_opened: {
    topic: 'data',
    details: z.strictObject({ account: z.string().max(300), partner: partnerSchema }),
  },
  /** What a bank has on file of whoever linked it: fetched from now on, no more, or held by Plaid against what they say. */
  identity_asked: { topic: 'data', details: z.strictObject(aboutItem) },
  identity_forgotten: { topic: 'data', details: z.strictObject(aboutItem) },
  identity_matched: { topic: 'data', details: z.strictObject(aboutItem) },
  /** Plaid's report over what banks hold: asked for, saved, shown to an auditor by Plaid, and away again. */
  asset_report_made: { topic: 'data', details: z.strictObject(aboutReport) },
  asset_report_downloaded: { topic: 'data', details: z.strictObject(aboutReport) },
  asset_report_copied: { topic: 'data', details: z.strictObject(aboutAuditor) },
  asset_report_copy_removed: { topic: 'data', details: z.strictObject(aboutAuditor) },
  asset_report_removed: { topic: 'data', details: z.strictObject({}) },
  /** Documents behind an address that needs no signing in. */
  pack_shared: {
    topic: 'data',
    details: z.strictObject({ documents: z.int(), days: z.int(), passphrase: z.boolean() }),
  },
  pack_revoked: { topic: 'data', details: z.strictObject({}) },
  /** Behind an address that needs no signing in. */
  calendar_shared: { topic: 'data', details: z.strictObject({}) },

  token_rotated: { topic: 'banks', details: z.strictObject(aboutItem) },
  /** The same token, under another key of this installation. */
  token_resealed: { topic: 'banks', details: z.strictObject(aboutItem) },
} as const satisfies Record<string, { topic: AuditTopic; details: z.ZodType }>;

export type AuditKind = keyof typeof auditKinds;

export type AuditEvent = {
  [Kind in AuditKind]: {
    kind: Kind;
    details: z.infer<(typeof auditKinds)[Kind]['details']>;
  };
}[AuditKind];

export const auditListQuery = z.strictObject({
  topic: z.enum(auditTopics).optional(),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type AuditListQuery = z.infer<typeof auditListQuery>;

/** `you`: the one who reads. Without a name: an account that is gone. */
export type AuditPerson = { you: true } | { you: false; name: string | null };

export type AuditEntryDto = AuditEvent & {
  id: string;
  /** ISO 8601 */
  at: string;
  /** Null where nobody was signed in: a worker, a command, a try to sign in. */
  by: AuditPerson | null;
  /** Whom it was done to, where that is somebody else. */
  about: AuditPerson | null;
  /** Where it came from; told of one's own doings alone. */
  peer: string | null;
};

export type AuditPage = { items: AuditEntryDto[]; nextCursor: string | null };
