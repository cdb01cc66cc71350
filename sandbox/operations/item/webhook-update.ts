import type { ItemWebhookUpdateRequest, ItemWebhookUpdateResponse } from 'plaid';
import { requireItem } from '../../items/require-item.ts';
import { toWireItem } from '../../items/to-wire.ts';
import { filledText, httpUrl } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { enqueueWebhook } from '../../webhooks/outbox.ts';

export const itemWebhookUpdate = defineOperation<
  ItemWebhookUpdateRequest,
  ItemWebhookUpdateResponse
>({
  path: '/item/webhook/update',
  request: { access_token: filledText, webhook: httpUrl.nullable().optional() },
  handle: (call, { access_token, webhook = null }) => {
    const { sandbox } = call;
    const item = { ...requireItem(call, access_token), webhook };
    sandbox.db.transaction(() => {
      sandbox.db.run('UPDATE items SET webhook = ? WHERE item_id = ?', webhook, item.itemId);
      if (webhook !== null) {
        enqueueWebhook(sandbox, item, {
          webhook_type: 'ITEM',
          webhook_code: 'WEBHOOK_UPDATE_ACKNOWLEDGED',
          error: null,
          new_webhook_url: webhook,
        });
      }
    });
    return { item: toWireItem(item) };
  },
});
