import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

/** Are you sure? Staying is the easier of the two. */
export function exitPane(
  session: { clientName: string; isUpdate: boolean; hasAdded: boolean },
  onStay: () => void,
  onLeave: () => void,
): Pane {
  const clientName = session.clientName || 'the application';
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'badge' }, icon('door', 28)),
        heading(
          session.isUpdate || session.hasAdded
            ? 'Leave without finishing?'
            : 'Leave without connecting?',
        ),
        h('p', { class: 'lead' }, describe(session, clientName)),
      ),
    ],
    actions: [button('Stay and go on', 'primary', onStay), button('Leave', 'secondary', onLeave)],
  };
}

function describe(session: { isUpdate: boolean; hasAdded: boolean }, clientName: string): string {
  if (session.hasAdded) {
    return `The banks you have connected stay connected to ${clientName}.`;
  }
  return session.isUpdate
    ? `Nothing has changed yet: ${clientName} keeps what it could see before.`
    : `Nothing has been shared with ${clientName} yet.`;
}
