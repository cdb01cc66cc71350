import { hearPage, mode, tellPage } from './bridge.ts';
import { showEmbedded } from './embedded.ts';
import { LinkFlow } from './link-flow.ts';
import { Shell } from './shell.ts';

if (mode === 'embedded') {
  hearPage((message) => {
    if (message.kind === 'open') {
      void showEmbedded(message.token);
    }
  });
} else {
  let flow: LinkFlow | null = null;
  const shell = new Shell({ onClose: () => flow?.askToLeave() });
  hearPage((message) => {
    if (message.kind === 'open') {
      flow = new LinkFlow(shell);
      void flow.open(message);
    } else if (message.force) {
      flow?.leaveNow();
    } else {
      flow?.askToLeave();
    }
  });
}

tellPage({ from: 'plaid-link-frame', kind: 'ready' });
