import type { StatementsListRequest, StatementsListResponse } from 'plaid';
import { findInstitution } from '../../institutions/institutions.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireStatements } from '../../statements/statement.ts';

export const statementsList = defineOperation<StatementsListRequest, StatementsListResponse>({
  path: '/statements/list',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'statements');
    return {
      accounts: requireStatements(call.sandbox, item).map(({ account, statements }) => ({
        account_id: account.account_id,
        account_mask: account.mask ?? '',
        account_name: account.name,
        account_official_name: account.official_name ?? account.name,
        account_subtype: account.subtype ?? '',
        account_type: account.type,
        statements: statements.map(({ statementId, postedOn, month, year }) => ({
          statement_id: statementId,
          date_posted: postedOn,
          month,
          year,
        })),
      })),
      institution_id: item.institutionId,
      institution_name: findInstitution(item.institutionId)?.name ?? '',
      item_id: item.itemId,
    };
  },
});
