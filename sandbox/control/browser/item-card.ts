import { emblem, h } from '../../browser/dom.ts';
import { type ItemSummary, post } from './control-client.ts';
import { createEventForm } from './event-form.ts';
import type { Run } from './panel.ts';
import { createTransactionForm } from './transaction-form.ts';

export interface ItemCard {
  element: HTMLElement;
  update(item: ItemSummary): void;
}

const statusTexts: Record<string, string> = {
  NOT_READY: 'first transactions on their way',
  INITIAL_UPDATE_COMPLETE: 'older transactions on their way',
};

/** One Item with what a person who plays the bank can do to it. */
export function createItemCard(first: ItemSummary, run: Run): ItemCard {
  let item = first;
  const state = h('span', { class: 'pill' });
  const facts = h('p', { class: 'facts' });
  const login = h('button', { type: 'button', class: 'small-button' });
  login.addEventListener('click', () => {
    const isBroken = item.error_code !== null;
    run(isBroken ? 'The login works again.' : 'The login is broken.', () =>
      post(`/items/${item.item_id}/login`, { state: isBroken ? 'repaired' : 'required' }),
    );
  });
  const form = createTransactionForm(item.item_id, run);
  const events = createEventForm(item.item_id, run);
  const element = h(
    'li',
    { class: 'card' },
    h(
      'div',
      { class: 'card-head' },
      emblem({ name: item.institution_name ?? '?', color: item.institution_color }, 'small'),
      h('div', { class: 'card-title' }, h('h3', {}, item.institution_name ?? item.item_id), facts),
      state,
    ),
    h('div', { class: 'card-actions' }, form.toggle, login, events.element),
    form.element,
    h('p', { class: 'ids' }, `Item ${item.item_id} · client ${item.client_id}`),
  );

  function update(next: ItemSummary): void {
    item = next;
    const isBroken = next.error_code !== null;
    state.className = `pill ${isBroken ? 'bad' : 'good'}`;
    state.textContent = isBroken ? 'Needs sign-in' : 'Healthy';
    state.title = next.error_code ?? '';
    login.textContent = isBroken ? 'Repair login' : 'Break login';
    facts.textContent = describe(next);
    events.update(next);
  }

  update(first);
  return { element, update };
}

function describe(item: ItemSummary): string {
  const pending = item.pending > 0 ? ` (${item.pending} pending)` : '';
  const status = statusTexts[item.transactions_update_status ?? ''];
  return [
    item.username,
    `${item.accounts} account${item.accounts === 1 ? '' : 's'}`,
    `${item.transactions.toLocaleString('en-US')} transactions${pending}`,
    ...(status ? [status] : []),
  ].join(' · ');
}
