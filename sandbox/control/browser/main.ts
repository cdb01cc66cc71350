import { h, icon } from '../../browser/dom.ts';
import {
  type ItemSummary,
  post,
  type RequestSummary,
  readOverview,
  type WebhookSummary,
} from './control-client.ts';
import { createItemCard } from './item-card.ts';
import { KeyedList } from './keyed-list.ts';
import { createRequestRow } from './request-row.ts';
import { createTabs } from './tabs.ts';
import { createTrouble } from './trouble.ts';
import { createWebhookRow } from './webhook-row.ts';

const lookEveryMs = 1000;

const message = h('p', { class: 'message', role: 'status' });
const today = h('strong', {});
const itemList = h('ul', { class: 'cards' });
const webhookList = h('ul', { class: 'rows' });
const requestList = h('ul', { class: 'rows' });
const noItems = h(
  'div',
  { class: 'nothing' },
  h('strong', {}, 'No Item yet'),
  h(
    'p',
    {},
    'Connect a bank in the application that uses this sandbox. Sign in as ',
    h('code', {}, 'user_good'),
    ' with ',
    h('code', {}, 'pass_good'),
    ', or as ',
    h('code', {}, 'user_transactions_dynamic'),
    ' with any password.',
  ),
);
const noRequests = h(
  'div',
  { class: 'nothing' },
  h('strong', {}, 'No call yet'),
  h('p', {}, 'The latest calls of the API appear here, without what opens an account.'),
);
const noWebhooks = h(
  'div',
  { class: 'nothing' },
  h('strong', {}, 'No webhook yet'),
  h('p', {}, 'They appear here as they are sent, with what the receiver answered.'),
);

const items = new KeyedList<ItemSummary>(
  itemList,
  (item) => item.item_id,
  (item) => createItemCard(item, run),
);
const webhooks = new KeyedList<WebhookSummary>(
  webhookList,
  (webhook) => String(webhook.webhookId),
  createWebhookRow,
);
const requests = new KeyedList<RequestSummary>(
  requestList,
  (request) => request.requestId,
  createRequestRow,
);
const trouble = createTrouble(run);

let timer = 0;

/** Looks now, and again a little later while somebody is watching. */
async function look(): Promise<void> {
  window.clearTimeout(timer);
  try {
    const overview = await readOverview();
    items.show(overview.items);
    webhooks.show(overview.webhooks);
    requests.show(overview.requests);
    trouble.update(overview);
    noRequests.hidden = overview.requests.length > 0;
    noItems.hidden = overview.items.length > 0;
    noWebhooks.hidden = overview.webhooks.length > 0;
    today.textContent = overview.today;
    document.body.classList.remove('away');
  } catch {
    // Stopped or restarting: the page says so and keeps looking.
    document.body.classList.add('away');
  }
  if (!document.hidden) {
    timer = window.setTimeout(() => void look(), lookEveryMs);
  }
}

function run(done: string, wish: () => Promise<void>): void {
  void wish()
    .then(() => {
      message.textContent = done;
    })
    .catch((error: unknown) => {
      message.textContent = error instanceof Error ? error.message : String(error);
    })
    .finally(() => look());
}

function render(): void {
  const nextDay = h('button', { type: 'button', class: 'small-button' }, 'Next day');
  nextDay.addEventListener('click', () =>
    run('A day has passed.', () => post('/clock', { advanceDays: 1 })),
  );
  document.body.append(
    h(
      'header',
      { class: 'bar' },
      h('span', { class: 'mark' }, icon('flask', 22)),
      h(
        'div',
        { class: 'bar-title' },
        h('h1', {}, 'Plumbline sandbox'),
        h('p', {}, 'A stand-in for Plaid’s Sandbox. Not Plaid, and no bank is contacted.'),
      ),
      h('div', { class: 'clock' }, h('span', {}, 'Today is ', today), nextDay),
    ),
    h('p', { class: 'lost', role: 'alert' }, 'The sandbox does not answer. Is it still running?'),
    message,
    trouble.element,
    h(
      'main',
      { class: 'columns' },
      h(
        'section',
        { 'aria-labelledby': 'items' },
        h('h2', { id: 'items' }, 'Items'),
        noItems,
        itemList,
      ),
      createTabs('What went over the wire', [
        { id: 'webhooks', label: 'Webhooks', content: [noWebhooks, webhookList] },
        { id: 'requests', label: 'Calls of the API', content: [noRequests, requestList] },
      ]),
    ),
  );
}

render();
void look();
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) {
    void look();
  }
});
