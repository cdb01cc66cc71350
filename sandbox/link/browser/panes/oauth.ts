import { button, emblem, h, heading, icon } from '../../../browser/dom.ts';
import type { InstitutionTile } from '../protocol.ts';
import type { Pane } from '../shell.ts';

interface OauthInput {
  institution: InstitutionTile;
  clientName: string;
  isUpdate: boolean;
  opensWindow: boolean;
  /** The bank's window was closed before anything was decided there. */
  wasClosed: boolean;
  onGo: () => void;
  onBack: (() => void) | undefined;
}

/** The bank signs people in on its own page. */
export function oauthPane(input: OauthInput): Pane {
  const { institution, clientName, opensWindow } = input;
  return {
    content: [
      h('div', { class: 'bank-head' }, emblem(institution, 'large')),
      heading(input.isUpdate ? `Renew at ${institution.name}` : `Continue at ${institution.name}`),
      h(
        'p',
        { class: 'lead' },
        `${institution.name} signs you in on its own page${opensWindow ? ', in a new window' : ''}.`,
      ),
      ...(input.wasClosed
        ? [
            h(
              'p',
              { class: 'note', role: 'status' },
              icon('alert', 18),
              h(
                'span',
                {},
                'The bank’s window was closed before you decided. Open it again to go on.',
              ),
            ),
          ]
        : []),
      h(
        'ol',
        { class: 'steps' },
        h('li', {}, 'Sign in as you always do.'),
        h('li', {}, `Choose the accounts that ${clientName} may read.`),
        h('li', {}, 'You are brought back here.'),
      ),
    ],
    actions: [
      button(`Go to ${institution.name}`, 'primary', input.onGo),
      h('p', { class: 'fine' }, 'Your password stays between you and your bank.'),
    ],
    onBack: input.onBack,
  };
}

/** While the bank's window is open. */
export function waitForBankPane(
  institution: InstitutionTile,
  address: string,
  onBack: () => void,
): Pane {
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'spinner', 'aria-hidden': 'true' }),
        heading(`Finish at ${institution.name}`),
        h(
          'p',
          { class: 'lead' },
          'Decide in the window that has opened, then you are brought on here.',
        ),
      ),
    ],
    actions: [
      h(
        'a',
        { class: 'button secondary', href: address, target: '_blank', rel: 'opener' },
        'No window? Open the bank’s page',
      ),
    ],
    onBack,
  };
}
