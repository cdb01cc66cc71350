import type {
  ProcessorTokenPermissionsGetRequest,
  ProcessorTokenPermissionsGetResponse,
} from 'plaid';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrant } from '../../processors/processor-tokens.ts';

export const processorTokenPermissionsGet = defineOperation<
  ProcessorTokenPermissionsGetRequest,
  ProcessorTokenPermissionsGetResponse
>({
  path: '/processor/token/permissions/get',
  request: { processor_token: filledText },
  handle: (call, { processor_token }) => ({
    products: requireGrant(call, processor_token).products,
  }),
});
