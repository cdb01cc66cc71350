import type { LinkFlow } from '../link-flow.ts';
import { addedPane } from '../panes/added.ts';
import { depositSentPane } from '../panes/deposit.ts';
import { successPane } from '../panes/success.ts';
import type { Finished, ViewOf } from '../protocol.ts';

/** One bank is linked and more may follow. */
export function showAdded(flow: LinkFlow, view: ViewOf<'added'>): void {
  flow.hasAdded = true;
  const pane = addedPane({
    banks: view.banks,
    clientName: flow.clientName,
    onAnother: () => void flow.take('another', {}, () => showAdded(flow, view)),
    onFinish: () => void finishAdding(flow, view),
  });
  flow.present(pane, 'CONNECTED', null);
}

async function finishAdding(flow: LinkFlow, view: ViewOf<'added'>): Promise<void> {
  try {
    const finished = await flow.client.take('finish');
    if (finished.step === 'finished') {
      flow.succeed(finished);
    }
  } catch (error) {
    flow.fail(error, () => showAdded(flow, view));
  }
}

export function showFinished(flow: LinkFlow, view: Finished): void {
  flow.markFinished(view);
  if (view.readsBankIncome) {
    flow.reporter.event('BANK_INCOME_INSIGHTS_COMPLETED');
  }
  const [first] = view.accounts;
  if (first?.verification_status === 'pending_manual_verification') {
    flow.present(
      depositSentPane(first.mask ?? '', flow.clientName, () => showConnected(flow, view)),
      'SAME_DAY_MICRODEPOSIT_AUTHORIZED',
      null,
    );
  } else {
    showConnected(flow, view);
  }
}

function showConnected(flow: LinkFlow, view: Finished): void {
  const pane = successPane({
    finished: view,
    clientName: flow.clientName,
    isUpdate: flow.isUpdate,
    onDone: () => flow.succeed(view),
  });
  flow.present(pane, 'CONNECTED', null);
}
