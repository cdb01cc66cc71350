import type { InstitutionsSearchRequest, InstitutionsSearchResponse } from 'plaid';
import { searchInstitutions } from '../../institutions/institutions.ts';
import { toWireInstitution } from '../../institutions/to-wire.ts';
import {
  countryCodeList,
  filledText,
  flag,
  object,
  opaque,
  productList,
} from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

const maxResults = 10;

export const institutionsSearch = defineOperation<
  InstitutionsSearchRequest,
  InstitutionsSearchResponse
>({
  path: '/institutions/search',
  request: {
    query: filledText.max(200),
    products: productList.min(1).nullable().optional(),
    country_codes: countryCodeList,
    options: object({
      oauth: flag.nullable().optional(),
      include_optional_metadata: flag.optional(),
      include_auth_metadata: flag.nullable().optional(),
      include_payment_initiation_metadata: flag.nullable().optional(),
      payment_initiation: opaque<object>().nullable().optional(),
    }).optional(),
  },
  handle: (_call, { query, products, country_codes, options }) => {
    const found = searchInstitutions({
      words: query,
      products: products ?? [],
      countries: country_codes,
      oauth: options?.oauth ?? undefined,
    });
    return {
      institutions: found
        .slice(0, maxResults)
        .map((institution) => toWireInstitution(institution, options)),
    };
  },
});
