import {
  BankIncomeRefreshCompleteResult,
  type IncomeVerificationDocParsingConfig,
  type PlaidApi,
  type SandboxBankIncomeWebhookFireRequestWebhookCode,
  SandboxIncomeWebhookFireRequestWebhookCode,
} from 'plaid';
import { linkIncome } from '../../testing/link-item.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
import type { Scenarios } from '../scenario.ts';

let people = 0;

/** Somebody whose income has been read from these sources; the names are those every operation takes. */
async function createEarner(client: PlaidApi, sources: ('bank' | 'payroll')[]) {
  people += 1;
  const { data } = await client.userCreate({ client_user_id: `earner-${people}` });
  for (const source of sources) {
    await linkIncome(client, data.user_id, [source], {
      override_username: 'user_transactions_dynamic',
    });
  }
  return { user_id: data.user_id, user_token: data.user_token ?? '' };
}

export const incomeScenarios: Scenarios = {
  '/credit/bank_income/get': async ({ client }) => {
    const { user_id } = await createEarner(client, ['bank', 'bank']);
    await client.creditBankIncomeGet({ user_id, options: { count: 2 } });
    const stranger = await createEarner(client, []);
    await catchProblem(client.creditBankIncomeGet({ user_id: stranger.user_id }));
  },

  '/credit/bank_income/pdf/get': async ({ client }) => {
    const { user_token } = await createEarner(client, ['bank']);
    await client.creditBankIncomePdfGet({ user_token });
    const stranger = await createEarner(client, []);
    await catchProblem(client.creditBankIncomePdfGet({ user_token: stranger.user_token }));
  },

  '/credit/bank_income/webhook/update': async ({ client }) => {
    const { user_token } = await createEarner(client, []);
    await client.creditBankIncomeWebhookUpdate({ user_token, enable_webhooks: true });
    await catchProblem(
      client.creditBankIncomeWebhookUpdate({ user_token: 'none', enable_webhooks: true }),
    );
  },

  '/credit/payroll_income/get': async ({ client }) => {
    const { user_id } = await createEarner(client, ['payroll']);
    await client.creditPayrollIncomeGet({ user_id });
    await catchProblem(client.creditPayrollIncomeGet({ user_id, options: { item_ids: ['none'] } }));
  },

  '/credit/payroll_income/refresh': async ({ client, receiver }) => {
    const { user_token } = await createEarner(client, ['payroll']);
    await client.creditPayrollIncomeRefresh({
      user_token,
      options: { webhook: receiver.url },
    });
    await waitFor('the webhook', () => receiver.find('INCOME_VERIFICATION'));
    const stranger = await createEarner(client, ['bank']);
    await catchProblem(client.creditPayrollIncomeRefresh({ user_token: stranger.user_token }));
  },

  '/credit/payroll_income/risk_signals/get': async ({ client }) => {
    const { user_token } = await createEarner(client, ['payroll']);
    await client.creditPayrollIncomeRiskSignalsGet({ user_token });
    const stranger = await createEarner(client, []);
    await catchProblem(
      client.creditPayrollIncomeRiskSignalsGet({ user_token: stranger.user_token }),
    );
  },

  '/credit/payroll_income/parsing_config/update': async ({ client }) => {
    const { user_token } = await createEarner(client, ['payroll']);
    // The client wants objects for values here, which is its mistake: the token is a text.
    const update = (...parsing_config: `${IncomeVerificationDocParsingConfig}`[]) =>
      client.creditPayrollIncomeParsingConfigUpdate({
        user_token: user_token as unknown as object,
        parsing_config,
      });
    await update('ocr', 'risk_signals');
    await catchProblem(update());
  },

  '/credit/employment/get': async ({ client }) => {
    const { user_token } = await createEarner(client, ['payroll']);
    await client.creditEmploymentGet({ user_token });
    const stranger = await createEarner(client, []);
    await catchProblem(client.creditEmploymentGet({ user_token: stranger.user_token }));
  },

  '/credit/bank_statements/uploads/get': async ({ client }) => {
    const { user_token } = await createEarner(client, ['payroll']);
    await client.creditBankStatementsUploadsGet({ user_token });
    await catchProblem(client.creditBankStatementsUploadsGet({ user_token: 'none' }));
  },

  '/sandbox/income/fire_webhook': async ({ client, receiver }) => {
    for (const code of ['INCOME_VERIFICATION', 'INCOME_VERIFICATION_RISK_SIGNALS']) {
      await client.sandboxIncomeFireWebhook({
        item_id: 'an-item',
        webhook: receiver.url,
        webhook_code: code as SandboxIncomeWebhookFireRequestWebhookCode,
      });
      await waitFor(code, () => receiver.find(code));
    }
    const webhook_code = SandboxIncomeWebhookFireRequestWebhookCode.IncomeVerification;
    await catchProblem(
      client.sandboxIncomeFireWebhook({ item_id: 'an-item', webhook: 'nowhere', webhook_code }),
    );
  },

  '/sandbox/bank_income/fire_webhook': async ({ client, receiver }) => {
    const { user_id } = await createEarner(client, []);
    const webhook_fields = {
      user_id,
      bank_income_refresh_complete_result: BankIncomeRefreshCompleteResult.Success,
    };
    for (const code of ['BANK_INCOME_REFRESH_UPDATE', 'BANK_INCOME_REFRESH_COMPLETE']) {
      const webhook_code = code as SandboxBankIncomeWebhookFireRequestWebhookCode;
      await client.sandboxBankIncomeFireWebhook({
        webhook_override: receiver.url,
        webhook_code,
        webhook_fields,
      });
      await waitFor(code, () => receiver.find(code));
      await catchProblem(client.sandboxBankIncomeFireWebhook({ webhook_code, webhook_fields }));
    }
  },
};
