import type { InstitutionsGetRequest, InstitutionsGetResponse } from 'plaid';
import { searchInstitutions } from '../../institutions/institutions.ts';
import { toWireInstitution } from '../../institutions/to-wire.ts';
import {
  countryCodeList,
  filledText,
  flag,
  object,
  productList,
  wholeNumber,
} from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const institutionsGet = defineOperation<InstitutionsGetRequest, InstitutionsGetResponse>({
  path: '/institutions/get',
  request: {
    count: wholeNumber(1, 500),
    offset: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    country_codes: countryCodeList,
    options: object({
      products: productList.min(1).nullable().optional(),
      routing_numbers: filledText.array().max(100).nullable().optional(),
      oauth: flag.nullable().optional(),
      include_optional_metadata: flag.optional(),
      include_auth_metadata: flag.optional(),
      include_payment_initiation_metadata: flag.optional(),
    }).optional(),
  },
  handle: (_call, { count, offset, country_codes, options }) => {
    const wantedNumbers = options?.routing_numbers ?? [];
    const found = searchInstitutions({
      words: '',
      products: options?.products ?? [],
      countries: country_codes,
      oauth: options?.oauth ?? undefined,
    }).filter(
      (institution) =>
        wantedNumbers.length === 0 ||
        institution.routingNumbers.some((number) => wantedNumbers.includes(number)),
    );
    return {
      institutions: found
        .slice(offset, offset + count)
        .map((institution) => toWireInstitution(institution, options)),
      total: found.length,
    };
  },
});
