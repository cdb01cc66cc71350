import 'server-only';
import type { CountryCode } from 'plaid';
import { z } from 'zod';
import { env } from '#lib/env';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

const answer = z.object({
  institution: z.object({
    institution_id: z.string(),
    name: z.string(),
    oauth: z.boolean().default(false),
    url: z.string().nullish(),
    primary_color: z.string().nullish(),
    logo: z.string().nullish(),
    routing_numbers: z.array(z.string()).nullish(),
  }),
});

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
};

export async function getInstitution(institutionId: string): Promise<ProviderInstitution> {
  const { institution } = await callPlaid(
    '/institutions/get_by_id',
    () =>
      plaidApi().institutionsGetById({
        institution_id: institutionId,
        country_codes: env().PLAID_COUNTRY_CODES as CountryCode[],
        options: { include_optional_metadata: true },
      }),
    answer,
  );
  const color = institution.primary_color ?? '';
  return {
    id: institution.institution_id,
    name: institution.name,
    oauth: institution.oauth,
    url: institution.url ?? null,
    primaryColor: /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : null,
    logo: institution.logo ?? null,
    routingNumber: institution.routing_numbers?.[0] ?? null,
  };
}
