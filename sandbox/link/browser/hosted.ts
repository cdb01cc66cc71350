import { h, heading, icon } from '../../browser/dom.ts';
import { LinkFlow } from './link-flow.ts';
import type { SessionStart } from './protocol.ts';
import { Shell } from './shell.ts';

// Link on a page of its own, for people sent there by an address.
const query = new URLSearchParams(window.location.search);
document.documentElement.dataset.mode = 'hosted';
const shell = new Shell({ onClose: () => flow.askToLeave() });
const flow = new LinkFlow(shell, leave);
void flow.open({
  token: query.get('token') ?? '',
  institutionId: null,
  receivedRedirectUri: null,
});

function leave(session: SessionStart | null): void {
  if (session?.completionUri) {
    window.location.assign(session.completionUri);
    return;
  }
  shell.show({
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'badge' }, icon('check', 30)),
        heading('You can close this window'),
        h('p', { class: 'lead' }, 'Everything that was to be done here is done.'),
      ),
    ],
    isBusy: true,
  });
}
