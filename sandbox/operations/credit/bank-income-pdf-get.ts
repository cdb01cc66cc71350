import type { CreditBankIncomePDFGetRequest } from 'plaid';
import { requireBankIncome } from '../../income/bank-income.ts';
import { printBankIncome } from '../../income/print-bank-income.ts';
import { filledText } from '../../plaid/fields.ts';
import { definePdfOperation, PdfAnswer } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

/** The latest report. */
export const creditBankIncomePdfGet = definePdfOperation<CreditBankIncomePDFGetRequest>({
  path: '/credit/bank_income/pdf/get',
  request: { user_token: filledText.optional(), user_id: filledText.optional() },
  handle: (call, names) => {
    const [latest = {}] = requireBankIncome(call.sandbox, requireUser(call, names));
    return new PdfAnswer(printBankIncome(latest));
  },
});
