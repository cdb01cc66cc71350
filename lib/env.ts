import 'server-only';
import { isIP } from 'node:net';
import { z } from 'zod';
import { findStoreProblems, readStoreSettings, storeNames } from '#lib/attachments/settings';
import { findBackupProblems, readBackupSettings } from '#lib/backups/settings';
import { parsePrices } from '#lib/costs/prices';
import { findKeyWeakness } from '#lib/crypto/judge-key';
import { isLoopback } from '#lib/net/loopback';
import { findOidcProblems, readOidcSettings } from '#lib/oidc/settings';
import { readPushSettings } from '#lib/push-devices/settings';

const port = z.coerce.number().int().min(1).max(65_535);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''));
const flag = z.stringbool();

/** One key: a name of 1–32 word characters and 32 random bytes in base64. */
const encryptionKey = z
  .string()
  .regex(/^[\w-]{1,32}:[A-Za-z0-9+/_-]{43}=?$/, 'must be <name>:<32 bytes in base64>')
  .transform((text) => {
    const [id = '', bytes = ''] = text.split(':');
    return { id, bytes: Buffer.from(bytes, 'base64') };
  });

const keyRing = z
  .string()
  .transform((list) => list.split(',').map((key) => key.trim()))
  .pipe(z.array(encryptionKey).min(1).max(16));

/** An address or a network: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`. */
const network = z.string().transform((text, context) => {
  const [address = '', length] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  const prefix = length === undefined ? bits : Number(length);
  if (isIP(address) !== 0 && Number.isInteger(prefix) && prefix >= 0 && prefix <= bits) {
    return { address, prefix };
  }
  context.addIssue({ code: 'custom', message: 'must be addresses or networks such as 10.0.0.0/8' });
  return z.NEVER;
});

/** `host` or `host:port`, of a name or an IPv4 address. */
const host = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/,
    'must be host names, comma-separated',
  );

/** The same, or `*.` before it for every name below it. */
const pushHost = z
  .string()
  .regex(
    /^(\*\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/,
    'must be host names, comma-separated',
  );

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: port.default(3000),
  BIND_HOST: z.string().default('127.0.0.1'),
  APP_URL: url.optional(),
  ALLOW_HTTP: flag.default(false),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((each) => each.trim() || []))
    .pipe(z.array(network).max(32)),
  DATA_DIR: z.string().min(1).default('.data'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DIRECT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  OWNER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
  KEPT_FIGURES_MIB: z.coerce.number().int().min(0).max(4_096).default(32),

  SIGN_UP: z.enum(['open', 'invite', 'first']).optional(),
  PASSWORD_HASH_MIB: z.coerce.number().int().min(19).max(1_024).default(64),
  AUTH_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  ENCRYPTION_KEYS: keyRing.optional(),

  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).max(500).optional(),
  OIDC_NAME: z.string().trim().min(1).max(40).optional(),
  OIDC_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((each) => each.trim().toLowerCase() || []))
    .pipe(z.array(host).max(8)),

  PLAID_CLIENT_ID: z.string().min(1).optional(),
  PLAID_SECRET: z.string().min(1).optional(),
  PLAID_ENV: z.enum(['sandbox', 'production']).default('sandbox'),
  PLAID_BASE_URL: url.optional(),
  PLAID_LINK_ORIGIN: url.optional(),
  PLAID_WEBHOOK_URL: url.optional(),
  PLAID_REDIRECT_URI: url.optional(),
  PLAID_COUNTRY_CODES: z
    .string()
    .default('US')
    .transform((list) => list.split(',').map((code) => code.trim().toUpperCase()))
    .pipe(
      z
        .array(z.string().regex(/^[A-Z]{2}$/, 'must be two-letter codes'))
        .min(1)
        .max(20),
    ),
  PLAID_RATE_LIMITS: flag.default(true),
  PLAID_PRICES: z
    .string()
    .max(2_000)
    .transform((text, context) => {
      const prices = parsePrices(text);
      if (prices) return prices;
      const message = 'must be like: USD transactions=0.30/month auth=1.50/once';
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .optional(),
  ENRICH_IMPORTS: flag.default(false),
  REFRESH_INVESTMENTS: flag.default(false),
  REFRESH_IDENTITY: flag.default(false),
  PLAID_LANGUAGE: z
    .string()
    .regex(/^[a-z]{2}$/)
    .default('en'),

  ATTACHMENTS_STORE: z.enum(storeNames).default('database'),
  ATTACHMENTS_FOLDER: z.string().min(1).optional(),
  ATTACHMENTS_BUCKET_URL: url.optional(),
  ATTACHMENTS_BUCKET_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,50}$/)
    .default('us-east-1'),
  ATTACHMENTS_BUCKET_KEY_ID: z.string().min(1).max(500).optional(),
  ATTACHMENTS_BUCKET_SECRET: z.string().min(1).max(500).optional(),

  BACKUP_KEY: keyRing.optional(),
  BACKUP_INTERVAL_HOURS: z.coerce.number().int().min(0).max(168).default(24),
  BACKUP_KEEP_DAYS: z.coerce.number().int().min(1).max(35).default(30),
  BACKUP_FOLDER: z.string().min(1).optional(),
  BACKUP_BUCKET_URL: url.optional(),
  BACKUP_BUCKET_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,50}$/)
    .default('us-east-1'),
  BACKUP_BUCKET_KEY_ID: z.string().min(1).max(500).optional(),
  BACKUP_BUCKET_SECRET: z.string().min(1).max(500).optional(),
  BACKUP_DRILL_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ALLOW_DESTRUCTIVE_MIGRATION: flag.default(false),

  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'must be an address, or "Name <address>"')
    .max(320)
    .optional(),

  PUSH_HOSTS: z
    .string()
    .transform((list) => list.split(',').flatMap((each) => each.trim().toLowerCase() || []))
    .pipe(z.array(pushHost).max(16))
    .optional(),

  WEBHOOK_PRIVATE_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((each) => each.trim().toLowerCase() || []))
    .pipe(z.array(host).max(16)),

  SECURITY_CONTACT: z
    .string()
    .max(300)
    .regex(
      /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+|tel:\+?[\d-]+)$/,
      'must be mailto:…, https:… or tel:…',
    )
    .optional(),

  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().max(4_000).optional(),
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(120).default(0),

  SANDBOX_PORT: port.default(3001),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  SYNC_LEASE_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  SWEEP_INTERVAL_MINUTES: z.coerce.number().int().min(1).max(360).default(240),
  AUDIT_RETENTION_DAYS: z.coerce.number().int().min(91).max(36_500).default(730),
  SYNC_RUN_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(400),
  FAIL_POINTS_DIR: z.string().min(1).optional(),
  DESIGN_PAGE: flag.default(false),
});

const databaseUrls = [
  'DATABASE_URL',
  'DIRECT_DATABASE_URL',
  'OWNER_DATABASE_URL',
  'BACKUP_DRILL_DATABASE_URL',
] as const;

const schema = variables.superRefine((value, context) => {
  const weakness = findKeyWeakness(value.ENCRYPTION_KEYS ?? [], value.AUTH_SECRET);
  if (weakness !== null) {
    context.addIssue({ code: 'custom', path: ['ENCRYPTION_KEYS'], message: weakness });
  }
  const isPlain = value.APP_URL?.startsWith('http:') && !isLoopback(value.APP_URL);
  if (isPlain && !value.ALLOW_HTTP) {
    context.addIssue({
      code: 'custom',
      path: ['APP_URL'],
      message: 'must be https: over http whoever is on the way reads passwords (see ALLOW_HTTP)',
    });
  }
  for (const name of databaseUrls) {
    if (saysHowToConnect(value[name])) continue;
    const message =
      'is on another machine: end it in ?sslmode=verify-full, or, where nobody else is on the way, in ?sslmode=disable';
    context.addIssue({ code: 'custom', path: [name], message });
  }
  if (value.OWNER_DATABASE_URL && !value.DATABASE_URL) {
    const message = 'is needed with OWNER_DATABASE_URL: by the role that the product runs as';
    context.addIssue({ code: 'custom', path: ['DATABASE_URL'], message });
  }
  if (value.PLAID_CLIENT_ID && !value.PLAID_SECRET) {
    context.addIssue({
      code: 'custom',
      path: ['PLAID_SECRET'],
      message: 'is needed with PLAID_CLIENT_ID',
    });
  }
  if (value.SMTP_URL && !value.MAIL_FROM) {
    context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'is needed with SMTP_URL' });
  }
  const problems = [
    ...findOidcProblems(value),
    ...findStoreProblems(value),
    ...findBackupProblems(value),
  ];
  for (const [name, message] of problems) {
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

/** Every variable there is; the documents are held against it. */
export const envNames: readonly string[] = Object.keys(variables.shape);

export type Env = ReturnType<typeof parseEnv>;

/**
 * The configuration, from environment variables alone. Without Plaid keys everything about Plaid
 * points at the local sandbox; nothing but these values differs.
 *
 * @throws Error listing every variable that is wrong; values are never part of the message
 */
export function parseEnv(source: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${String(issue.path[0])}: ${issue.message}`,
    );
    throw new Error(`The configuration is wrong:\n${problems.join('\n')}\nSee .env.example.`);
  }
  const value = parsed.data;
  const appUrl = value.APP_URL ?? `http://localhost:${value.PORT}`;
  const hasPlaidKeys = value.PLAID_CLIENT_ID !== undefined;
  const sandboxUrl = `http://127.0.0.1:${value.SANDBOX_PORT}`;
  return {
    ...value,
    APP_URL: appUrl,
    // Nobody but who sits at this machine gets to a loopback address.
    SIGN_UP: value.SIGN_UP ?? (isLoopback(appUrl) ? 'open' : 'invite'),
    DIRECT_DATABASE_URL: value.DIRECT_DATABASE_URL ?? value.DATABASE_URL,
    oidc: readOidcSettings(value),
    attachments: readStoreSettings(value),
    backups: readBackupSettings(value),
    push: readPushSettings(value),
    hasPlaidKeys,
    plaid: {
      clientId: value.PLAID_CLIENT_ID ?? 'plumbline',
      secret: value.PLAID_SECRET ?? 'sandbox',
      baseUrl:
        value.PLAID_BASE_URL ??
        (hasPlaidKeys ? `https://${value.PLAID_ENV}.plaid.com` : sandboxUrl),
      prices: value.PLAID_PRICES ?? null,
      webhookUrl: value.PLAID_WEBHOOK_URL ?? defaultWebhookUrl(appUrl, hasPlaidKeys),
    },
    linkScriptOrigin:
      value.PLAID_LINK_ORIGIN ?? (hasPlaidKeys ? 'https://cdn.plaid.com' : sandboxUrl),
  };
}

/** Plaid's servers cannot reach a loopback address: then no webhook is asked for, the sweep serves. */
function defaultWebhookUrl(appUrl: string, hasPlaidKeys: boolean): string | undefined {
  return hasPlaidKeys && isLoopback(appUrl) ? undefined : `${appUrl}/api/plaid/webhook`;
}

/** Without a word about TLS a database is asked for without it, which is only right on this machine. */
function saysHowToConnect(databaseUrl: string | undefined): boolean {
  if (databaseUrl === undefined) return true;
  const { hostname, searchParams } = new URL(databaseUrl);
  const isHere = hostname === '' || isLoopback(databaseUrl) || searchParams.has('host');
  return isHere || searchParams.has('sslmode');
}

let cached: Env | undefined;

/** The configuration of this process, parsed at first use. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** A setting that the running product cannot do without. @throws Error naming it */
export function requireEnv<Name extends 'DATABASE_URL' | 'AUTH_SECRET' | 'ENCRYPTION_KEYS'>(
  name: Name,
): NonNullable<Env[Name]> {
  const value = env()[name];
  if (value === undefined) {
    throw new Error(`The configuration is wrong:\n  ${name}: is not set\nSee .env.example.`);
  }
  return value as NonNullable<Env[Name]>;
}
