import { decodeProtectedHeader } from 'jose';
import {
  Products,
  type SandboxItemFireWebhookRequestWebhookCodeEnum,
  type WebhookType,
} from 'plaid';
import { linkItem } from '../../testing/link-item.ts';
import { catchProblem, waitFor } from '../../testing/test-sandbox.ts';
import { webhookCodes, webhookTypes } from '../../webhooks/fire.ts';
import { linkReadyItem, type Scenarios } from '../scenario.ts';

export const sandboxScenarios: Scenarios = {
  '/sandbox/public_token/create': async ({ client }) => {
    const request = { institution_id: 'ins_109508', initial_products: [Products.Transactions] };
    await client.sandboxPublicTokenCreate(request);
    await catchProblem(client.sandboxPublicTokenCreate({ ...request, institution_id: 'ins_0' }));
  },

  // Every code with every type: what does not go together is refused, what does is sent and checked.
  '/sandbox/item/fire_webhook': async (stage) => {
    const products = [
      Products.Transactions,
      Products.Auth,
      Products.Investments,
      Products.Liabilities,
      Products.Assets,
    ];
    const { accessToken } = await linkReadyItem(stage, 'user_good', products);
    for (const webhook_type of webhookTypes) {
      for (const webhook_code of webhookCodes) {
        await stage.client
          .sandboxItemFireWebhook({
            access_token: accessToken,
            webhook_type: webhook_type as WebhookType,
            webhook_code: webhook_code as SandboxItemFireWebhookRequestWebhookCodeEnum,
          })
          .catch(() => null);
      }
    }
  },

  '/sandbox/item/reset_login': async (stage) => {
    const { accessToken: access_token } = await linkReadyItem(stage);
    await stage.client.sandboxItemResetLogin({ access_token });
    await waitFor('ERROR', () => stage.receiver.find('ERROR'));
  },

  '/sandbox/transactions/create': async (stage) => {
    const { client } = stage;
    const today = new Date().toISOString().slice(0, 10);
    const transactions = [
      { amount: 1, date_posted: today, date_transacted: today, description: 'Coffee' },
    ];
    const dynamic = await linkReadyItem(stage, 'user_transactions_dynamic');
    await client.sandboxTransactionsCreate({ access_token: dynamic.accessToken, transactions });
    const plain = await linkItem(client);
    await catchProblem(
      client.sandboxTransactionsCreate({ access_token: plain.accessToken, transactions }),
    );
  },

  '/webhook_verification_key/get': async (stage) => {
    await linkReadyItem(stage);
    const { headers } = await waitFor('a webhook', () => stage.receiver.received[0]);
    const { kid = '' } = decodeProtectedHeader(String(headers['plaid-verification']));
    await stage.client.webhookVerificationKeyGet({ key_id: kid });
    await catchProblem(stage.client.webhookVerificationKeyGet({ key_id: 'none' }));
  },
};
