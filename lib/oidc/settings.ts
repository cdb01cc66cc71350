import 'server-only';
import { isLoopback } from '#lib/net/loopback';

type Given = {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  OIDC_NAME?: string | undefined;
  OIDC_HOSTS: string[];
};

export type OidcSettings = NonNullable<ReturnType<typeof readOidcSettings>>;

const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** What is wrong with the settings of a provider: variable and words. */
export function findOidcProblems(given: Given): [name: string, message: string][] {
  const missing = needed.filter((name) => given[name] === undefined);
  if (missing.length === needed.length) return [];
  const there = needed.filter((name) => !missing.includes(name)).join(' and ');
  const problems = missing.map((name): [string, string] => [name, `is needed with ${there}`]);
  if (given.OIDC_ISSUER && !isFitIssuer(new URL(given.OIDC_ISSUER))) {
    problems.push(['OIDC_ISSUER', 'must be https (or on this machine), without ? and #']);
  }
  return problems;
}

/** Whoever could change on its way what a provider says could sign in as anybody. */
function isFitIssuer({ href, protocol, search, hash }: URL): boolean {
  return (protocol === 'https:' || isLoopback(href)) && search === '' && hash === '';
}

/** Where people may sign in instead of giving a password here; null where that is not set up. */
export function readOidcSettings(given: Given) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = given;
  if (!issuer || !clientId || !clientSecret) return null;
  const { hostname, host } = new URL(issuer);
  return {
    // As it is written: providers name themselves with or without a slash at the end.
    issuer,
    clientId,
    clientSecret,
    name: given.OIDC_NAME ?? hostname,
    /** Where the provider's own description may say that parts of it are. */
    hosts: [host, ...given.OIDC_HOSTS],
  };
}
