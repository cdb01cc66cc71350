import { emblem, h } from '../../browser/dom.ts';
import { tellPage } from './bridge.ts';
import type { InstitutionTile } from './protocol.ts';
import { SessionClient } from './session-client.ts';
import { sandboxNotice } from './shell.ts';

/** Embedded search: the banks as tiles inside the page. */
export async function showEmbedded(token: string): Promise<void> {
  const institutions = await new SessionClient().listEmbedded(token).catch(() => []);
  document.body.replaceChildren(
    h(
      'section',
      { class: 'embedded', 'aria-labelledby': 'embedded-heading' },
      h('h1', { id: 'embedded-heading' }, 'Choose your bank'),
      h('ul', { class: 'tiles' }, ...institutions.map(tile)),
      sandboxNotice(),
    ),
  );
}

function tile(institution: InstitutionTile): HTMLElement {
  const element = h(
    'button',
    { type: 'button', class: 'tile' },
    emblem(institution, 'small'),
    h('span', {}, institution.name),
  );
  element.addEventListener('click', () =>
    tellPage({ from: 'plaid-link-frame', kind: 'choose', institutionId: institution.id }),
  );
  return h('li', {}, element);
}
