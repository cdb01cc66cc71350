import type { Institution as PlaidInstitution } from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import { drawEmblem } from './emblem.ts';
import { type Institution, institutions } from './institutions.ts';

interface Include {
  include_optional_metadata?: boolean | undefined;
  include_auth_metadata?: boolean | null | undefined;
  include_payment_initiation_metadata?: boolean | null | undefined;
}

/** Plaid's Sandbox does not fill `status`, so neither does this. */
export function toWireInstitution(
  institution: Institution,
  include: Include = {},
): Wire<PlaidInstitution> {
  return {
    country_codes: institution.countries,
    dtc_numbers: [],
    institution_id: institution.id,
    name: institution.name,
    oauth: institution.oauth,
    products: institution.products,
    routing_numbers: institution.routingNumbers,
    ...(include.include_optional_metadata
      ? {
          url: institution.url,
          primary_color: institution.color,
          logo: drawEmblem(institution.color, institutions.indexOf(institution)),
        }
      : {}),
    ...(include.include_auth_metadata
      ? {
          auth_metadata: {
            supported_methods: {
              instant_auth: true,
              instant_match: institution.id === 'ins_109512',
              automated_micro_deposits: institution.id === 'ins_109512',
              instant_micro_deposits: institution.id === 'ins_135858',
            },
          },
        }
      : {}),
    ...(include.include_payment_initiation_metadata ? { payment_initiation_metadata: null } : {}),
  };
}
