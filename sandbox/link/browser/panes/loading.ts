import { h, heading } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

/** While the bank thinks. */
export function loadingPane(text: string): Pane {
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'spinner', 'aria-hidden': 'true' }),
        heading(text),
        h('p', { class: 'lead' }, 'This takes a moment.'),
      ),
    ],
    isBusy: true,
  };
}
