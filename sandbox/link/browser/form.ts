import { h } from '../../browser/dom.ts';

type FieldAttributes = Record<string, string | number | boolean>;

/** A labelled text field; a rule (`pattern`, `required`) keeps the form's button off until it is met. */
export function textField(
  name: string,
  label: string,
  attributes: FieldAttributes = {},
): HTMLElement {
  return h(
    'div',
    {},
    h('label', { for: name }, label),
    h('input', {
      class: 'input',
      id: name,
      name,
      type: 'text',
      autocomplete: 'off',
      spellcheck: 'false',
      ...attributes,
    }),
  );
}

interface Form {
  form: HTMLFormElement;
  submit: HTMLButtonElement;
  /** Fills in fields by name, as the hint's button does. */
  fill(values: Record<string, string>): void;
}

/** A form whose button works once everything in it is valid. */
export function createForm(
  label: string,
  fields: Node[],
  onSubmit: (values: Record<string, string>) => void,
): Form {
  const submit = h('button', { type: 'submit', class: 'button primary', form: 'pane-form' }, label);
  const form = h('form', { id: 'pane-form', novalidate: true }, ...fields);
  const update = () => {
    submit.disabled = !form.checkValidity();
  };
  form.addEventListener('input', update);
  form.addEventListener('change', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!submit.disabled) {
      const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
      onSubmit(Object.fromEntries(entries) as Record<string, string>);
    }
  });
  update();
  const fill = (values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof RadioNodeList) {
        field.value = value;
      }
    }
    update();
    submit.focus();
  };
  return { form, submit, fill };
}

/** What to type in this sandbox, with a button that types it. */
export function hintBox(title: string, values: string[], onFill: () => void): HTMLElement {
  const fill = h('button', { type: 'button', class: 'link-button' }, 'Fill in');
  fill.addEventListener('click', onFill);
  const codes = values.flatMap((value) => [' ', h('code', {}, value)]);
  return h('div', { class: 'hint' }, h('span', {}, title, ...codes), fill);
}
