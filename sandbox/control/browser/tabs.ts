import { h } from '../../browser/dom.ts';

interface Tab {
  id: string;
  label: string;
  content: HTMLElement[];
}

/** Several lists in one place, one of them shown; arrow keys move between them. */
export function createTabs(label: string, tabs: Tab[]): HTMLElement {
  const panels = tabs.map(({ id, content }) =>
    h(
      'div',
      { id: `${id}-panel`, role: 'tabpanel', 'aria-labelledby': `${id}-tab`, tabindex: -1 },
      ...content,
    ),
  );
  const buttons = tabs.map(({ id, label: text }) =>
    h(
      'button',
      {
        id: `${id}-tab`,
        type: 'button',
        role: 'tab',
        class: 'tab',
        'aria-controls': `${id}-panel`,
      },
      text,
    ),
  );

  function show(chosen: number): void {
    for (const [index, button] of buttons.entries()) {
      button.setAttribute('aria-selected', String(index === chosen));
      button.tabIndex = index === chosen ? 0 : -1;
    }
    for (const [index, panel] of panels.entries()) {
      panel.hidden = index !== chosen;
    }
  }

  for (const [index, button] of buttons.entries()) {
    button.addEventListener('click', () => show(index));
    button.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step !== undefined) {
        const next = (index + step + tabs.length) % tabs.length;
        show(next);
        buttons[next]?.focus();
      }
    });
  }
  show(0);
  return h(
    'section',
    { 'aria-label': label },
    h('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...buttons),
    ...panels,
  );
}
