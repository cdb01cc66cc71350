import type { Sandbox } from '../sandbox.ts';
import { enqueueClientWebhook } from '../webhooks/outbox.ts';
import { allowsSeveralItems, findTokenUserId, isHosted, type LinkToken } from './link-token.ts';
import type { AddedItem, LinkSession } from './session.ts';
import { listWireEvents } from './session-report.ts';

/** One of the Items of a session; told of where the page itself may learn nothing. */
export function announceItem(sandbox: Sandbox, session: LinkSession, publicToken: string): void {
  if (isTold(session.token)) {
    enqueueClientWebhook(sandbox, addressOf(session.token), {
      webhook_type: 'LINK',
      webhook_code: 'ITEM_ADD_RESULT',
      ...nameSession(session),
      public_token: publicToken,
    });
  }
}

/** How the session ended; no Items means that the person left. */
export function announceFinish(sandbox: Sandbox, session: LinkSession, items: AddedItem[]): void {
  if (!isTold(session.token)) {
    return;
  }
  const [first] = items;
  const userId = findTokenUserId(sandbox, session.token);
  enqueueClientWebhook(sandbox, addressOf(session.token), {
    webhook_type: 'LINK',
    webhook_code: 'SESSION_FINISHED',
    status: first ? 'SUCCESS' : 'EXITED',
    ...nameSession(session),
    ...(first ? { public_token: first.publicToken } : {}),
    public_tokens: items.map(({ publicToken }) => publicToken),
    ...(userId === null ? {} : { user_id: userId }),
  });
}

/** Everything that happened, once the last of it has been reported. Only hosted sessions tell it. */
export function announceEvents(sandbox: Sandbox, session: LinkSession): void {
  if (isHosted(session.token)) {
    enqueueClientWebhook(sandbox, addressOf(session.token), {
      webhook_type: 'LINK',
      webhook_code: 'EVENTS',
      ...nameSession(session),
      events: listWireEvents(sandbox, session.sessionId),
    });
  }
}

function isTold(token: LinkToken): boolean {
  return isHosted(token) || allowsSeveralItems(token);
}

function addressOf(token: LinkToken) {
  return { clientId: token.clientId, url: token.request.webhook ?? null };
}

function nameSession(session: LinkSession) {
  return { link_session_id: session.sessionId, link_token: session.token.linkToken };
}
