import 'server-only';
import type { CountryCode } from 'plaid';
import { z } from 'zod';
import { env } from '#lib/env';
import { toSeenText } from '#lib/seen-text';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** Plaid gives none where too few people use the bank to tell, and may add what we cannot read. */
const productStatus = z
  .looseObject({
    status: z.enum(['HEALTHY', 'DEGRADED', 'DOWN']),
    breakdown: z.looseObject({ refresh_interval: z.string().nullish() }).nullish(),
  })
  .nullish()
  .catch(null);
type ProductStatus = z.infer<typeof productStatus>;

const answer = z.object({
  institution: z.object({
    institution_id: z.string(),
    name: z.string(),
    oauth: z.boolean().default(false),
    url: z.string().nullish(),
    primary_color: z.string().nullish(),
    logo: z.string().nullish(),
    routing_numbers: z.array(z.string()).nullish(),
    status: z
      .looseObject({ item_logins: productStatus, transactions_updates: productStatus })
      .nullish()
      .catch(null),
  }),
});

type Health = 'healthy' | 'degraded' | 'down';

export type ProviderInstitution = {
  id: string;
  name: string;
  oauth: boolean;
  url: string | null;
  /** #rrggbb */
  primaryColor: string | null;
  /** PNG, base64 */
  logo: string | null;
  /** One of its own, by which Link finds it. */
  routingNumber: string | null;
  /** How signing in, and fetching what is new, goes there for everybody; null = Plaid cannot tell. */
  loginHealth: Health | null;
  updateHealth: Health | null;
};

export async function getInstitution(institutionId: string): Promise<ProviderInstitution> {
  const { institution } = await callPlaid(
    '/institutions/get_by_id',
    () =>
      plaidApi().institutionsGetById({
        institution_id: institutionId,
        country_codes: env().PLAID_COUNTRY_CODES as CountryCode[],
        options: { include_optional_metadata: true, include_status: true },
      }),
    answer,
  );
  const color = institution.primary_color ?? '';
  return {
    id: institution.institution_id,
    name: toSeenText(institution.name),
    oauth: institution.oauth,
    url: institution.url ?? null,
    primaryColor: /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : null,
    routingNumber: institution.routing_numbers?.[0] ?? null,
    logo: isLogo(institution.logo) ? institution.logo : null,
    loginHealth: toHealth(institution.status?.item_logins),
    updateHealth: toHealth(institution.status?.transactions_updates),
  };
}

const logoLimitChars = 200_000;

/** It is served as an image under our own address: nothing but a PNG of a sane size. */
function isLogo(logo: string | null | undefined): logo is string {
  if (!logo || logo.length > logoLimitChars || !/^[A-Za-z0-9+/]+=*$/.test(logo)) return false;
  return Buffer.from(logo.slice(0, 12), 'base64').subarray(0, 8).toString('latin1') === pngMagic;
}

const pngMagic = '\x89PNG\r\n\x1a\n';

const healthByStatus = { HEALTHY: 'healthy', DEGRADED: 'degraded', DOWN: 'down' } as const;

/** Where most requests succeed, what is new may still come late. */
function toHealth(given: ProductStatus): Health | null {
  if (!given) return null;
  const interval = given.breakdown?.refresh_interval;
  if (given.status === 'HEALTHY' && interval === 'STOPPED') return 'down';
  if (given.status === 'HEALTHY' && interval === 'DELAYED') return 'degraded';
  return healthByStatus[given.status];
}
