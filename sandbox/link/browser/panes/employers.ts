import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

interface EmployersInput {
  employers: string[];
  clientName: string;
  onSearched: (words: string) => void;
  onChoose: (employer: string) => void;
  onDocuments: (() => void) | undefined;
}

/** Who pays the person. */
export function employersPane(input: EmployersInput): Pane {
  const list = h('ul', { class: 'banks' });
  const search = h('input', {
    type: 'search',
    class: 'input search-input',
    placeholder: 'Search by name',
    'aria-label': 'Search for your employer',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 100,
  });
  const refresh = () => {
    const words = search.value.trim().toLowerCase();
    const found = input.employers.filter((name) => name.toLowerCase().includes(words));
    list.replaceChildren(
      ...(found.length > 0 ? found.map((name) => employerRow(name, input.onChoose)) : [nobody()]),
    );
  };
  search.addEventListener('input', refresh);
  search.addEventListener('change', () => input.onSearched(search.value.trim()));
  refresh();
  return {
    content: [
      heading('Who do you work for?'),
      h('p', { class: 'lead' }, `${input.clientName} asks to see what you earn.`),
      h('div', { class: 'search' }, icon('search', 18), search),
      list,
    ],
    ...(input.onDocuments
      ? { actions: [button('Hand in documents instead', 'secondary', input.onDocuments)] }
      : {}),
  };
}

function employerRow(name: string, onChoose: (name: string) => void): HTMLElement {
  const row = h(
    'button',
    { type: 'button', class: 'bank' },
    h('span', { class: 'way-icon' }, icon('building', 20)),
    h('span', { class: 'bank-name' }, name),
    h('span', { class: 'chevron' }, icon('chevron', 18)),
  );
  row.addEventListener('click', () => onChoose(name));
  return h('li', {}, row);
}

function nobody(): HTMLElement {
  return h(
    'li',
    { class: 'empty' },
    h('strong', {}, 'No employer of that name'),
    h('span', {}, 'Try Harbor Lane Bakery, or hand in documents.'),
  );
}
