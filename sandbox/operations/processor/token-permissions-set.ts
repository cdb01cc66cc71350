import type {
  ProcessorTokenPermissionsSetRequest,
  ProcessorTokenPermissionsSetResponse,
} from 'plaid';
import { filledText, productList } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrant, setGrantedProducts } from '../../processors/processor-tokens.ts';

/** An empty list lets the partner read everything again. */
export const processorTokenPermissionsSet = defineOperation<
  ProcessorTokenPermissionsSetRequest,
  ProcessorTokenPermissionsSetResponse
>({
  path: '/processor/token/permissions/set',
  request: { processor_token: filledText, products: productList },
  handle: (call, { processor_token, products }) => {
    setGrantedProducts(call, requireGrant(call, processor_token), products);
    return {};
  },
});
