import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { InstitutionTile } from '../protocol.ts';
import type { Pane } from '../shell.ts';
import { bankRows } from './bank-list.ts';

interface InstitutionActions {
  search: (words: string) => Promise<InstitutionTile[]>;
  onSearched: (words: string) => void;
  onChoose: (institution: InstitutionTile) => void;
  /** Absent where an account cannot be linked by its numbers. */
  onNumbers: (() => void) | undefined;
}

const typingPauseMs = 140;

/** A search field and the banks it finds; arrow keys walk through them. */
export function institutionsPane(actions: InstitutionActions): Pane {
  const list = h('ul', { class: 'banks' });
  const status = h('p', { class: 'visually-hidden', role: 'status' });
  const input = h('input', {
    type: 'search',
    class: 'input search-input',
    placeholder: 'Search by name',
    'aria-label': 'Search for your bank',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 100,
  });
  let asked = 0;
  let pause = 0;

  const refresh = async () => {
    asked += 1;
    const question = asked;
    const words = input.value.trim();
    const found = await actions.search(words).catch(() => []);
    // An older answer may come last; only the newest question counts.
    if (question === asked) {
      list.replaceChildren(...renderTiles(found, words, actions.onChoose));
      status.textContent = found.length === 1 ? '1 bank found' : `${found.length} banks found`;
      if (words !== '') {
        actions.onSearched(words);
      }
    }
  };
  input.addEventListener('input', () => {
    window.clearTimeout(pause);
    pause = window.setTimeout(() => void refresh(), typingPauseMs);
  });
  const field = h('div', { class: 'search' }, icon('search', 18), input);
  const content = h('div', {}, field, list, status);
  content.addEventListener('keydown', (event) => walk(event, input, list));
  void refresh();
  return {
    content: [heading('Choose your bank'), content],
    ...(actions.onNumbers
      ? { actions: [button('Enter account numbers instead', 'secondary', actions.onNumbers)] }
      : {}),
  };
}

function renderTiles(
  found: InstitutionTile[],
  words: string,
  onChoose: (institution: InstitutionTile) => void,
): Node[] {
  if (found.length === 0) {
    return [
      h(
        'li',
        { class: 'empty' },
        h('strong', {}, `No bank matches “${words}”`),
        h('span', {}, 'Try another name, for example Platypus or Tartan.'),
      ),
    ];
  }
  return bankRows(found, onChoose);
}

/** Down from the field enters the list, up from its first row returns to the field. */
function walk(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) {
    return;
  }
  const stops: (Element | null)[] = [input, ...list.querySelectorAll('.bank')];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (at >= 0 && next instanceof HTMLElement) {
    event.preventDefault();
    next.focus();
  }
}
