import { emblem, h, heading, icon } from '../../../browser/dom.ts';
import type { InstitutionTile } from '../protocol.ts';
import type { Pane } from '../shell.ts';

interface CredentialsInput {
  institution: InstitutionTile;
  hint: { username: string; password: string };
  isUpdate: boolean;
  clientName: string;
  onSubmit: (username: string, password: string) => void;
  onBack: (() => void) | undefined;
}

/** User name and password, with the test login a click away. */
export function credentialsPane(input: CredentialsInput): Pane {
  const { institution, hint, isUpdate, clientName } = input;
  const username = h('input', { class: 'input', id: 'username', type: 'text', ...plainEntry });
  const password = h('input', { class: 'input', id: 'password', type: 'password', ...plainEntry });
  const submit = h(
    'button',
    { type: 'submit', class: 'button primary', form: 'sign-in' },
    'Continue',
  );
  const form = h(
    'form',
    { id: 'sign-in', novalidate: true },
    h('label', { for: 'username' }, 'Username'),
    username,
    h('label', { for: 'password' }, 'Password'),
    h('div', { class: 'password' }, password, revealButton(password)),
  );
  const updateSubmit = () => {
    submit.disabled = username.value.trim() === '' || password.value === '';
  };
  form.addEventListener('input', updateSubmit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!submit.disabled) {
      input.onSubmit(username.value, password.value);
    }
  });
  const fill = h('button', { type: 'button', class: 'link-button' }, 'Fill in');
  fill.addEventListener('click', () => {
    username.value = hint.username;
    password.value = hint.password;
    updateSubmit();
    submit.focus();
  });
  updateSubmit();
  return {
    content: [
      h('div', { class: 'bank-head' }, emblem(institution, 'large')),
      heading(isUpdate ? `Sign in again to ${institution.name}` : `Sign in to ${institution.name}`),
      h(
        'p',
        { class: 'lead' },
        isUpdate
          ? `${institution.name} asks you to sign in again, so that ${clientName} can stay up to date.`
          : `Use the details you use at ${institution.name}.`,
      ),
      form,
      h(
        'div',
        { class: 'hint' },
        h(
          'span',
          {},
          'Test login ',
          h('code', {}, hint.username),
          ' ',
          h('code', {}, hint.password),
        ),
        fill,
      ),
    ],
    actions: [submit],
    onBack: input.onBack,
  };
}

/** A test login is not worth a password manager's attention. */
const plainEntry = {
  autocomplete: 'off',
  autocapitalize: 'none',
  spellcheck: 'false',
  maxlength: 60_000,
  required: true,
};

function revealButton(password: HTMLInputElement): HTMLButtonElement {
  const element = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Show password',
      'aria-pressed': 'false',
    },
    icon('eye', 18),
  );
  element.addEventListener('click', () => {
    const isShown = password.type === 'password';
    password.type = isShown ? 'text' : 'password';
    element.setAttribute('aria-pressed', String(isShown));
  });
  return element;
}
