import { button, h, heading } from '../../../browser/dom.ts';
import type { InstitutionTile } from '../protocol.ts';
import type { Pane } from '../shell.ts';
import { bankRows } from './bank-list.ts';

interface SavedBanksInput {
  institutions: InstitutionTile[];
  clientName: string;
  onChoose: (institution: InstitutionTile) => void;
  onOther: () => void;
}

/** The banks remembered of a returning person. */
export function savedBanksPane(input: SavedBanksInput): Pane {
  return {
    content: [
      heading('Welcome back'),
      h(
        'p',
        { class: 'lead' },
        `Choose a bank you have linked before, to share it with ${input.clientName}.`,
      ),
      h('ul', { class: 'banks' }, ...bankRows(input.institutions, input.onChoose)),
    ],
    actions: [button('Link another bank', 'secondary', input.onOther)],
  };
}
