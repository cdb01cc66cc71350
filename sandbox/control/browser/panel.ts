import { h } from '../../browser/dom.ts';

/** Runs a wish, tells how it went, and looks again. */
export type Run = (done: string, wish: () => Promise<void>) => void;

/** A part of the trouble a person can order: a title, what it does, and its form. */
export function panel(title: string, explanation: string, ...content: HTMLElement[]): HTMLElement {
  return h(
    'section',
    { class: 'panel' },
    h('h3', {}, title),
    h('p', { class: 'facts' }, explanation),
    ...content,
  );
}

export function field(label: string, control: HTMLElement): HTMLElement {
  return h('label', {}, h('span', {}, label), control);
}

/** A select of `[value, text]` pairs. */
export function choice(name: string, options: [string, string][]): HTMLSelectElement {
  return h(
    'select',
    { class: 'small-input', name },
    ...options.map(([value, text]) => h('option', { value }, text)),
  );
}

export function count(name: string, value: number, most: number): HTMLInputElement {
  return h('input', {
    class: 'small-input',
    name,
    type: 'number',
    min: 0,
    max: most,
    step: 1,
    value,
    required: true,
  });
}

/** A form that does not leave the page. */
export function form(onSubmit: (data: FormData) => void, ...content: HTMLElement[]): HTMLElement {
  const element = h('form', { class: 'order' }, ...content);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit(new FormData(element));
  });
  return element;
}

export function submit(label: string): HTMLElement {
  return h('button', { type: 'submit', class: 'small-button' }, label);
}

export function action(label: string, onPress: () => void): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'small-button' }, label);
  element.addEventListener('click', onPress);
  return element;
}
