import type { LinkFlow } from '../link-flow.ts';
import { authTypePane } from '../panes/auth-type.ts';
import { codePane } from '../panes/code.ts';
import { numbersPane } from '../panes/numbers.ts';
import type { ViewOf } from '../protocol.ts';

export function showAuthType(flow: LinkFlow): void {
  const choose = (step: 'instant' | 'manual') => {
    flow.reporter.event('SELECT_AUTH_TYPE', { selection: `flow_type_${step}` });
    void flow.take(step, {}, () => showAuthType(flow));
  };
  flow.present(authTypePane(choose), 'SELECT_AUTH_TYPE', null);
}

export function showNumbers(flow: LinkFlow, view: ViewOf<'numbers'>): void {
  const pane = numbersPane({
    view,
    clientName: flow.clientName,
    onSubmit: (numbers) => {
      flow.reporter.event('SUBMIT_ROUTING_NUMBER', { routing_number: numbers.routingNumber });
      flow.reporter.event('SUBMIT_ACCOUNT_NUMBER', {
        account_number_mask: numbers.accountNumber.slice(-4),
      });
      void flow.work(
        'Checking the numbers',
        () => flow.client.take('numbers', numbers),
        () => showNumbers(flow, view),
      );
    },
    onBack: flow.canSearch ? () => flow.search() : undefined,
  });
  flow.present(pane, 'NUMBERS', null);
}

/** The code on the statement line of a small deposit. */
export function showDeposit(flow: LinkFlow, view: ViewOf<'deposit'>): void {
  const pane = codePane({
    heading: view.isInstant ? 'A deposit is on its way' : 'Confirm the deposit',
    lead: `Look at the statement of the account ending in ${view.mask}: a deposit of $0.01 begins with three letters.`,
    label: 'Three-letter code',
    pattern: '[A-Za-z]{3}',
    inputMode: 'text',
    hint: view.hint,
    onSubmit: (code) =>
      void flow.work(
        'Checking the code',
        () => flow.client.take('deposit', { code }),
        () => showDeposit(flow, view),
      ),
  });
  flow.present(pane, view.isInstant ? 'INSTANT_MICRODEPOSIT_AUTHORIZED' : 'NUMBERS', null);
}
