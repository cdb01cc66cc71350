import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { SessionStart } from '../protocol.ts';
import type { Pane } from '../shell.ts';

/** What will be shared, before anything is. */
export function consentPane(session: SessionStart, onContinue: () => void): Pane {
  const { clientName, topics } = session;
  const initial = clientName.charAt(0).toUpperCase();
  return {
    content: [
      h(
        'div',
        { class: 'pair', 'aria-hidden': 'true' },
        h('span', { class: 'pair-app' }, initial),
        h('span', { class: 'pair-line' }),
        h('span', { class: 'pair-bank' }, icon('bank', 26)),
      ),
      heading(`Connect your bank to ${clientName}`),
      h('p', { class: 'lead' }, `${clientName} asks to see:`),
      h(
        'ul',
        { class: 'topics' },
        ...topics.map((topic) =>
          h(
            'li',
            {},
            h('span', { class: 'tick' }, icon('check', 16)),
            h('span', {}, h('strong', {}, topic.title), h('small', {}, topic.detail)),
          ),
        ),
      ),
    ],
    actions: [
      button('Continue', 'primary', onContinue),
      h(
        'p',
        { class: 'fine' },
        'You choose the bank and the accounts. You can end this at any time.',
      ),
    ],
  };
}
