import { h } from '../../browser/dom.ts';
import type { WebhookSummary } from './control-client.ts';

export interface WebhookRow {
  element: HTMLElement;
  update(webhook: WebhookSummary): void;
}

/** A webhook, how its delivery stands, and on demand its body and every attempt. */
export function createWebhookRow(first: WebhookSummary): WebhookRow {
  const state = h('span', { class: 'pill' });
  const attempts = h('ol', { class: 'attempts' });
  const element = h(
    'li',
    {},
    h(
      'details',
      {},
      h(
        'summary',
        {},
        h('time', {}, first.createdAt.slice(11, 19)),
        h('span', { class: 'code' }, h('strong', {}, first.code), h('small', {}, first.type)),
        state,
      ),
      h('p', { class: 'ids' }, `to ${first.url}`),
      attempts,
      h('pre', { tabindex: 0 }, JSON.stringify(first.body, null, 2)),
    ),
  );
  let shown = '';

  function update(webhook: WebhookSummary): void {
    const { text, tone } = describe(webhook);
    state.className = `pill ${tone}`;
    state.textContent = text;
    const key = JSON.stringify(webhook.attempts);
    if (key !== shown) {
      shown = key;
      attempts.replaceChildren(
        ...webhook.attempts.map((attempt) =>
          h(
            'li',
            {},
            `${attempt.at.slice(11, 19)} – ${attempt.status ?? attempt.failure ?? 'no answer'} after ${attempt.durationMs} ms`,
          ),
        ),
      );
    }
  }

  update(first);
  return { element, update };
}

function describe(webhook: WebhookSummary): { text: string; tone: string } {
  const last = webhook.attempts.at(-1);
  switch (webhook.state) {
    case 'delivered':
      return { text: `Delivered in ${last?.durationMs ?? 0} ms`, tone: 'good' };
    case 'waiting':
      return last
        ? { text: `${last.status ?? 'No answer'}, will retry`, tone: 'wait' }
        : { text: 'On its way', tone: 'wait' };
    case 'given_up':
      return { text: 'Given up', tone: 'bad' };
    case 'dropped':
      return { text: 'Lost on purpose', tone: 'bad' };
  }
}
