import type { LinkFlow } from '../link-flow.ts';
import { challengePane } from '../panes/challenge.ts';
import { credentialsPane } from '../panes/credentials.ts';
import type { ViewOf } from '../protocol.ts';

export function showCredentials(flow: LinkFlow, view: ViewOf<'credentials'>): void {
  const { institution, hint } = view;
  flow.reporter.atBank(institution);
  const pane = credentialsPane({
    institution,
    hint,
    isUpdate: flow.isUpdate,
    clientName: flow.clientName,
    onSubmit: (username, password) => {
      flow.reporter.event('SUBMIT_CREDENTIALS');
      void flow.work(
        `Signing in to ${institution.name}`,
        () => flow.client.take('credentials', { username, password }),
        () => showCredentials(flow, view),
      );
    },
    onBack: flow.canSearch ? () => flow.search() : undefined,
  });
  flow.present(pane, 'CREDENTIAL', 'requires_credentials');
}

/** Plaid's exit status while the bank asks. */
const statusByType = {
  device: 'choose_device',
  code: 'requires_code',
  questions: 'requires_questions',
  selections: 'requires_selections',
  recaptcha: null,
} as const;

export function showChallenge(flow: LinkFlow, view: ViewOf<'challenge'>): void {
  const { type, institution } = view;
  const isMfa = type !== 'recaptcha';
  const details = isMfa ? { mfa_type: type } : {};
  const pane = challengePane(
    view,
    (answers) => {
      if (isMfa) {
        flow.reporter.event('SUBMIT_MFA', details);
      }
      void flow.work(
        `Checking with ${institution.name}`,
        () => flow.client.take('answers', { answers }),
        () => showChallenge(flow, view),
      );
    },
    flow.canSearch ? () => flow.search() : undefined,
  );
  flow.present(pane, isMfa ? 'MFA' : 'RECAPTCHA', statusByType[type], details);
}
