import { createHash } from 'node:crypto';
import type { StatementsDownloadRequest } from 'plaid';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText } from '../../plaid/fields.ts';
import { definePdfOperation, PdfAnswer } from '../../plaid/operation.ts';
import { printStatement } from '../../statements/print-statement.ts';
import { requireStatements } from '../../statements/statement.ts';

export const statementsDownload = definePdfOperation<StatementsDownloadRequest>({
  path: '/statements/download',
  request: { access_token: filledText, statement_id: filledText },
  handle: (call, { access_token, statement_id }) => {
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'statements');
    const statement = requireStatements(call.sandbox, item)
      .flatMap((each) => each.statements)
      .find((each) => each.statementId === statement_id);
    if (!statement) {
      throw new PlaidFailure('INVALID_FIELD', {
        message: 'statement_id is not one of the statements of this Item',
      });
    }
    const bytes = printStatement(call.sandbox, item, statement);
    const hash = createHash('sha256').update(bytes).digest('hex');
    return new PdfAnswer(bytes, { 'plaid-content-hash': hash });
  },
});
