import type { LinkFlow } from '../link-flow.ts';
import { challengePane } from '../panes/challenge.ts';
import { credentialsPane } from '../panes/credentials.ts';
import { documentsPane } from '../panes/documents.ts';
import { employersPane } from '../panes/employers.ts';
import type { StepView, ViewOf } from '../protocol.ts';

export function showEmployers(flow: LinkFlow, view: ViewOf<'employer'>): void {
  flow.reporter.atBank(null);
  const pane = employersPane({
    employers: view.employers,
    clientName: flow.clientName,
    onSearched: (words) =>
      flow.reporter.event('SEARCH_INSTITUTION', { institution_search_query: words }),
    onChoose: () => void flow.take('employer', {}, () => showEmployers(flow, view)),
    onDocuments: view.takesDocuments
      ? () => void flow.take('choose-documents', {}, () => showEmployers(flow, view))
      : undefined,
  });
  flow.present(pane, 'SELECT_INSTITUTION', 'institution_not_found');
}

export function showPayrollLogin(flow: LinkFlow, view: ViewOf<'payroll-login'>): void {
  const { institution, hint } = view;
  flow.reporter.atBank(institution);
  flow.reporter.event('SELECT_INSTITUTION');
  const pane = credentialsPane({
    institution,
    hint,
    isUpdate: false,
    clientName: flow.clientName,
    onSubmit: (username, password) => {
      flow.reporter.event('SUBMIT_CREDENTIALS');
      void signIn(flow, view, username, password);
    },
    onBack: undefined,
  });
  flow.present(pane, 'CREDENTIAL', 'requires_credentials');
}

function signIn(
  flow: LinkFlow,
  view: ViewOf<'payroll-login'>,
  username: string,
  password: string,
): Promise<void> {
  return flow.work(
    `Signing in to ${view.institution.name}`,
    () => flow.client.take('payroll-login', { username, password }),
    () => showPayrollLogin(flow, view),
    (next) => showProof(flow, next),
  );
}

/** The provider's question is asked like a bank's, and answered elsewhere. */
function showProof(flow: LinkFlow, view: StepView): void {
  if (view.step !== 'challenge') {
    flow.show(view);
    return;
  }
  const pane = challengePane(view, (answers) => {
    flow.reporter.event('SUBMIT_MFA', { mfa_type: view.type });
    void flow.work(
      `Reading your pay at ${view.institution.name}`,
      () => flow.client.take('payroll-proof', { answers }),
      () => showProof(flow, view),
    );
  });
  flow.present(pane, 'MFA', 'requires_questions', { mfa_type: view.type });
}

export function showDocuments(flow: LinkFlow): void {
  const pane = documentsPane(flow.clientName, () => {
    flow.reporter.event('SUBMIT_DOCUMENTS');
    void flow.work(
      'Reading your documents',
      async () => {
        const next = await flow.client.take('documents');
        flow.reporter.event('SUBMIT_DOCUMENTS_SUCCESS');
        return next;
      },
      () => {
        flow.reporter.event('SUBMIT_DOCUMENTS_ERROR');
        showDocuments(flow);
      },
    );
  });
  flow.present(pane, 'UPLOAD_DOCUMENTS', null);
}
