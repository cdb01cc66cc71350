import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

/** A deposit was sent: what to do when it arrives. */
export function depositSentPane(mask: string, clientName: string, onContinue: () => void): Pane {
  return {
    content: [
      h('div', { class: 'lead-icon', 'aria-hidden': 'true' }, icon('coin', 26)),
      heading('A small deposit is on its way'),
      h(
        'p',
        { class: 'lead' },
        `$0.01 reaches the account ending in ${mask} within two business days. Its line on your statement begins with a code of three letters.`,
      ),
      h(
        'ol',
        { class: 'steps' },
        h('li', {}, 'Wait for the deposit.'),
        h('li', {}, 'Note the three letters at the start of its line.'),
        h('li', {}, `Open ${clientName} again and enter them.`),
      ),
    ],
    actions: [button('Continue', 'primary', onContinue)],
  };
}
