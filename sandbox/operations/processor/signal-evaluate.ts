import type { ProcessorSignalEvaluateRequest, ProcessorSignalEvaluateResponse } from 'plaid';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';
import { evaluatePayment, paymentFields } from '../../signal/evaluate.ts';

export const processorSignalEvaluate = defineOperation<
  ProcessorSignalEvaluateRequest,
  ProcessorSignalEvaluateResponse
>({
  path: '/processor/signal/evaluate',
  request: { processor_token: filledText, ...paymentFields },
  handle: (call, { processor_token, ...payment }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'signal');
    return evaluatePayment(call, item, account, payment);
  },
});
