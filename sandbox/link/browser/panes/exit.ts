import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

/** Are you sure? Staying is the easier of the two. */
export function exitPane(
  session: { clientName: string; isUpdate: boolean } | null,
  onStay: () => void,
  onLeave: () => void,
): Pane {
  const clientName = session?.clientName ?? 'the application';
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'badge' }, icon('door', 28)),
        heading(session?.isUpdate ? 'Leave without finishing?' : 'Leave without connecting?'),
        h(
          'p',
          { class: 'lead' },
          session?.isUpdate
            ? `Nothing has changed yet: ${clientName} keeps what it could see before.`
            : `Nothing has been shared with ${clientName} yet.`,
        ),
      ),
    ],
    actions: [button('Stay and go on', 'primary', onStay), button('Leave', 'secondary', onLeave)],
  };
}
