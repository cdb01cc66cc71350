import { h, heading, icon } from '../../../browser/dom.ts';
import { createForm } from '../form.ts';
import type { Pane } from '../shell.ts';

/** Pay stubs and tax forms as files. They stay on the device: the sandbox reads none. */
export function documentsPane(clientName: string, onSubmit: () => void): Pane {
  const chosen = h('p', { class: 'fine chosen', role: 'status' }, 'No file chosen');
  const files = h('input', {
    id: 'files',
    name: 'files',
    class: 'file-input',
    type: 'file',
    accept: 'application/pdf,image/*',
    multiple: true,
    required: true,
  });
  files.addEventListener('change', () => {
    const names = [...(files.files ?? [])].map(({ name }) => name);
    chosen.textContent = names.length === 0 ? 'No file chosen' : names.join(', ');
  });
  const drop = h(
    'label',
    { class: 'drop', for: 'files' },
    icon('upload', 26),
    h(
      'span',
      {},
      h('strong', {}, 'Choose files'),
      h('small', {}, 'Pay stubs or W-2s, as PDF or picture'),
    ),
  );
  const { form, submit } = createForm(
    'Hand in',
    [h('div', { class: 'drop-area' }, files, drop), chosen],
    onSubmit,
  );
  return {
    content: [
      heading('Show what you earn'),
      h(
        'p',
        { class: 'lead' },
        `${clientName} asks for your latest pay stubs. The files stay on this device: any file will do.`,
      ),
      form,
    ],
    actions: [submit],
  };
}
