import { h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

/** By the bank's login, or by the account's numbers. */
export function authTypePane(onChoose: (type: 'instant' | 'manual') => void): Pane {
  return {
    content: [
      heading('How would you like to link your account?'),
      h(
        'p',
        { class: 'lead' },
        'Signing in is the quicker way. Numbers work for banks that are not listed.',
      ),
      h(
        'div',
        { class: 'ways' },
        way('bank', 'Sign in at your bank', 'Ready at once', () => onChoose('instant')),
        way('hash', 'Enter account numbers', 'Confirmed with a small deposit', () =>
          onChoose('manual'),
        ),
      ),
    ],
  };
}

function way(
  name: 'bank' | 'hash',
  title: string,
  detail: string,
  onPress: () => void,
): HTMLElement {
  const element = h(
    'button',
    { type: 'button', class: 'way' },
    h('span', { class: 'way-icon' }, icon(name, 22)),
    h('span', { class: 'bank-name' }, title, h('small', {}, detail)),
    h('span', { class: 'chevron' }, icon('chevron', 18)),
  );
  element.addEventListener('click', onPress);
  return element;
}
