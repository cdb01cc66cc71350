import { h } from '../../browser/dom.ts';
import { type FaultSummary, listOperations, post, remove } from './control-client.ts';
import { action, choice, count, field, form, panel, type Run, submit } from './panel.ts';

/** What can go wrong, as the control API wants it said. */
const kinds: Record<string, { text: string; fault: object }> = {
  down: { text: 'INSTITUTION_DOWN', fault: { errorCode: 'INSTITUTION_DOWN' } },
  login: { text: 'ITEM_LOGIN_REQUIRED', fault: { errorCode: 'ITEM_LOGIN_REQUIRED' } },
  limit: { text: '429 RATE_LIMIT', fault: { errorCode: 'RATE_LIMIT' } },
  internal: { text: '500 INTERNAL_SERVER_ERROR', fault: { errorCode: 'INTERNAL_SERVER_ERROR' } },
  slow: { text: 'Ten seconds late', fault: { delayMs: 10_000 } },
  reset: { text: 'Hangs up without acting', fault: { mode: 'reset' } },
  lost: { text: 'Acts, and the reply is lost', fault: { mode: 'lost_reply' } },
  truncate: { text: 'Breaks off mid-answer', fault: { mode: 'truncate' } },
  malformed: { text: 'Answers nonsense', fault: { mode: 'malformed' } },
};

interface FaultPanel {
  element: HTMLElement;
  update(faults: FaultSummary[]): void;
}

/** Orders faults of the API and lists those that still wait for their call. */
export function createFaultPanel(run: Run): FaultPanel {
  const paths = h('datalist', { id: 'paths' });
  const path = h('input', {
    class: 'small-input',
    name: 'path',
    value: '*',
    list: 'paths',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const waiting = h('ul', { class: 'waiting' });
  const clear = action('Call off all', () => run('Nothing goes wrong.', () => remove('/faults')));
  const order = form(
    (data) => {
      const kind = kinds[String(data.get('kind'))];
      const fault = { path: data.get('path'), times: Number(data.get('times')), ...kind?.fault };
      run(`Ordered: ${kind?.text ?? 'a fault'}.`, () => post('/faults', fault));
    },
    field('Path, or * for all', path),
    field(
      'What goes wrong',
      choice(
        'kind',
        Object.entries(kinds).map(([name, { text }]) => [name, text]),
      ),
    ),
    field('Calls struck', count('times', 1, 1_000_000)),
    submit('Order'),
    paths,
  );
  void listOperations().then((names) =>
    paths.append(...['*', ...names].map((name) => h('option', { value: name }))),
  );
  return {
    element: panel('Faults', 'The next calls of the API meet with this.', order, waiting, clear),
    update: (faults) => {
      clear.hidden = faults.length === 0;
      waiting.replaceChildren(...faults.map((fault) => h('li', {}, describe(fault))));
    },
  };
}

function describe(fault: FaultSummary): string {
  const what =
    fault.mode ?? fault.errorCode ?? (fault.status === null ? 'delay' : String(fault.status));
  const times = fault.times === 1 ? 'once' : `${fault.times} times`;
  return `${fault.path} · ${what} · ${times}`;
}
