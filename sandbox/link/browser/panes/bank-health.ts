import { button, emblem, h, heading } from '../../../browser/dom.ts';
import type { InstitutionTile } from '../protocol.ts';
import type { Pane } from '../shell.ts';

/** The bank has trouble: the person may try all the same. */
export function degradedPane(
  bank: InstitutionTile,
  onContinue: () => void,
  onBack: () => void,
): Pane {
  return {
    content: [
      message(
        bank,
        'This bank has trouble',
        `Connections to ${bank.name} often fail at the moment. You can try now, or come back later.`,
      ),
    ],
    actions: [
      button('Continue all the same', 'primary', onContinue),
      button('Choose another bank', 'secondary', onBack),
    ],
    onBack,
  };
}

/** The bank lacks what the application asks for. */
export function unsupportedPane(
  bank: InstitutionTile,
  clientName: string,
  onBack: () => void,
): Pane {
  return {
    content: [
      message(
        bank,
        'This bank cannot be connected',
        `${bank.name} does not offer what ${clientName} needs. Nothing was shared.`,
      ),
    ],
    actions: [button('Choose another bank', 'primary', onBack)],
    onBack,
  };
}

function message(bank: InstitutionTile, title: string, text: string): HTMLElement {
  return h(
    'div',
    { class: 'middle' },
    h('div', { class: 'middle-emblem' }, emblem(bank, 'large')),
    heading(title),
    h('p', { class: 'lead' }, text),
  );
}
