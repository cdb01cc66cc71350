import type { LinkFlow } from '../link-flow.ts';
import { accountsPane } from '../panes/accounts.ts';
import type { ViewOf } from '../protocol.ts';

export function showAccounts(flow: LinkFlow, view: ViewOf<'accounts'>): void {
  const pane = accountsPane(view, flow.clientName, (accountIds) => {
    void flow.work(
      'Connecting your accounts',
      () => flow.client.take('accounts', { accountIds }),
      () => showAccounts(flow, view),
    );
  });
  flow.present(
    pane,
    view.isSaved ? 'SELECT_SAVED_ACCOUNT' : 'SELECT_ACCOUNT',
    'requires_account_selection',
  );
}
