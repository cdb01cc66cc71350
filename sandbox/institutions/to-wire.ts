import type { PaymentInitiationMetadata, Institution as PlaidInstitution } from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import { drawEmblem } from './emblem.ts';
import { describeHealth } from './health.ts';
import { type Institution, institutions } from './institutions.ts';

interface Include {
  include_optional_metadata?: boolean | undefined;
  include_status?: boolean | undefined;
  include_auth_metadata?: boolean | null | undefined;
  include_payment_initiation_metadata?: boolean | null | undefined;
}

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
    ...(include.include_status ? { status: describeHealth(institution) } : {}),
    ...(include.include_auth_metadata
      ? {
          auth_metadata: {
            supported_methods: {
              instant_auth: institution.products.includes('auth'),
              instant_match: institution.id === 'ins_109512',
              automated_micro_deposits: institution.id === 'ins_109512',
              instant_micro_deposits: institution.id === 'ins_135858',
            },
          },
        }
      : {}),
    ...(include.include_payment_initiation_metadata
      ? { payment_initiation_metadata: describePayments(institution) }
      : {}),
  };
}

/** Only banks of the United Kingdom start payments. */
function describePayments({ countries }: Institution): Wire<PaymentInitiationMetadata> | null {
  return countries.includes('GB')
    ? {
        supports_international_payments: false,
        supports_sepa_instant: false,
        maximum_payment_amount: { GBP: '10000' },
        supports_refund_details: true,
        standing_order_metadata: {
          supports_standing_order_end_date: true,
          supports_standing_order_negative_execution_days: false,
          valid_standing_order_intervals: ['WEEKLY', 'MONTHLY'],
        },
        supports_payment_consents: false,
      }
    : null;
}
