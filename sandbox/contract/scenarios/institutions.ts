import { CountryCode, Products } from 'plaid';
import { catchProblem } from '../../testing/test-sandbox.ts';
import type { Scenarios } from '../scenario.ts';

const country_codes = [CountryCode.Us];
const everything = {
  include_optional_metadata: true,
  include_auth_metadata: true,
  include_payment_initiation_metadata: true,
};

export const institutionScenarios: Scenarios = {
  '/institutions/get': async ({ client }) => {
    await client.institutionsGet({ count: 500, offset: 0, country_codes, options: everything });
    await catchProblem(client.institutionsGet({ count: 501, offset: 0, country_codes }));
  },

  '/institutions/get_by_id': async ({ client }) => {
    const options = { ...everything, include_status: true };
    await client.institutionsGetById({ institution_id: 'ins_109508', country_codes });
    await client.institutionsGetById({ institution_id: 'ins_109508', country_codes, options });
    await catchProblem(client.institutionsGetById({ institution_id: 'ins_0', country_codes }));
  },

  '/institutions/search': async ({ client }) => {
    const products = [Products.Transactions];
    await client.institutionsSearch({ query: 'bank', country_codes, products });
    await client.institutionsSearch({ query: 'plat', country_codes, options: everything });
    await catchProblem(client.institutionsSearch({ query: '', country_codes, products }));
  },

  '/categories/get': ({ client }) => client.categoriesGet({}),
};
