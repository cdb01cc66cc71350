import type { InstitutionsGetByIdRequest, InstitutionsGetByIdResponse } from 'plaid';
import { findInstitution } from '../../institutions/institutions.ts';
import { toWireInstitution } from '../../institutions/to-wire.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { countryCodeList, filledText, flag, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const institutionsGetById = defineOperation<
  InstitutionsGetByIdRequest,
  InstitutionsGetByIdResponse
>({
  path: '/institutions/get_by_id',
  request: {
    institution_id: filledText,
    country_codes: countryCodeList,
    options: object({
      include_optional_metadata: flag.optional(),
      include_status: flag.optional(),
      include_auth_metadata: flag.optional(),
      include_payment_initiation_metadata: flag.optional(),
    }).optional(),
  },
  handle: (_call, { institution_id, country_codes, options }) => {
    const institution = findInstitution(institution_id);
    if (!institution?.countries.some((country) => country_codes.includes(country))) {
      throw new PlaidFailure('INVALID_INSTITUTION');
    }
    return { institution: toWireInstitution(institution, options) };
  },
});
