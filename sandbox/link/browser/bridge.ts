import type { FrameMessage, HostMessage } from './protocol.ts';

const query = new URLSearchParams(window.location.search);

/** The page that holds the frame, as it names itself. Messages go to that origin only. */
const pageOrigin = query.get('origin') ?? '';

export const mode = query.get('mode') === 'embedded' ? 'embedded' : 'dialog';

export function tellPage(message: FrameMessage): void {
  if (pageOrigin !== '') {
    window.parent.postMessage(message, pageOrigin);
  }
}

/** Hears the page that holds the frame, and nobody else. */
export function hearPage(hear: (message: HostMessage) => void): void {
  window.addEventListener('message', (event: MessageEvent) => {
    const isPage = event.source === window.parent && event.origin === pageOrigin;
    if (isPage && event.data?.from === 'plaid-link-host') {
      hear(event.data);
    }
  });
}

/** Leaves for another address: the page around the frame, which then comes back by itself. */
export function leavePage(url: string): void {
  tellPage({ from: 'plaid-link-frame', kind: 'leave', url });
}
