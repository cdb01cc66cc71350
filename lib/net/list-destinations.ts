import 'server-only';
import type { Env } from '#lib/env';

/** Where this process may connect to, and in which kind of network that may turn out to be. */
export type Destination = {
  /** A name or an address, lower-cased, without brackets; `*.example.com` is every name below that. */
  host: string;
  port: number;
  /** It is Plaid's own: found in a private network, it would not be Plaid. */
  isPublic: boolean;
};

/** All that the settings name. What is not among them no data, answer or person can make us connect to. */
export function listDestinations(env: Env): Destination[] {
  const { DATABASE_URL, DIRECT_DATABASE_URL, SMTP_URL, oidc, plaid, PLAID_BASE_URL } = env;
  const databases = [DATABASE_URL, DIRECT_DATABASE_URL, env.backups.drillUrl];
  const buckets = [env.attachments.s3?.url, env.backups.bucket?.url];
  const { OTEL_EXPORTER_OTLP_ENDPOINT: collector } = env;
  const urls = [
    ...databases.flatMap((url) => (url ? atDatabase(url) : [])),
    ...[SMTP_URL, oidc?.issuer, collector, ...buckets].flatMap((url) => url ?? []),
    ...(oidc?.hosts ?? []).map((host) => `https://${host}`),
  ];
  const isOwn = PLAID_BASE_URL !== undefined || !env.hasPlaidKeys;
  const named = urls.map((url) => toDestination(url, false));
  return [...named, toDestination(plaid.baseUrl, !isOwn), ...env.push];
}

export function isHostNamed(destination: Destination, host: string, port: number): boolean {
  const { host: named } = destination;
  const isIt = named.startsWith('*.') ? host.endsWith(named.slice(1)) : host === named;
  return isIt && port === destination.port;
}

/** PostgreSQL's addresses may name the host, or a folder with a socket, in their query. */
function atDatabase(url: string): string[] {
  const { host, searchParams } = new URL(url);
  const named = searchParams.get('host') ?? host;
  if (named === '' || named.startsWith('/')) return [];
  const port = searchParams.get('port');
  return [`postgresql://${named}${port ? `:${port}` : ''}`];
}

function toDestination(url: string, isPublic: boolean): Destination {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return { host, port: port === '' ? (usualPorts[protocol] ?? 0) : Number(port), isPublic };
}

const usualPorts: Record<string, number> = {
  'http:': 80,
  'https:': 443,
  'postgres:': 5432,
  'postgresql:': 5432,
  'smtp:': 587,
  'smtps:': 465,
};
