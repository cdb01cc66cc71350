import type { LinkFlow } from '../link-flow.ts';
import { codePane } from '../panes/code.ts';
import { phonePane } from '../panes/phone.ts';
import { savedBanksPane } from '../panes/saved-banks.ts';
import type { InstitutionTile, ViewOf } from '../protocol.ts';
import { LinkFailure } from '../session-client.ts';

export function showPhone(flow: LinkFlow, view: ViewOf<'phone'>): void {
  const pane = phonePane({
    phone: view.phone,
    onSubmit: (phone) => {
      flow.reporter.event('SUBMIT_PHONE');
      void submitPhone(flow, { ...view, phone });
    },
    onSkip: () => skip(flow),
  });
  flow.present(pane, 'SUBMIT_PHONE', null);
}

async function submitPhone(flow: LinkFlow, view: ViewOf<'phone'>): Promise<void> {
  try {
    flow.show(await flow.client.take('phone', { phone: view.phone }));
  } catch (error) {
    flow.fail(error, () => showPhone(flow, view), { offersBanks: false });
  }
}

export function showCode(flow: LinkFlow, view: ViewOf<'otp'>): void {
  if (view.isAutomatic) {
    flow.reporter.event('AUTO_SUBMIT_PHONE', { match_reason: 'returning_user' });
  }
  const pane = codePane({
    heading: 'Enter the code',
    lead: `A text message was sent to •••-•••-${view.phoneEnding}.`,
    label: 'Six-digit code',
    pattern: '\\d{6}',
    inputMode: 'numeric',
    hint: view.hint,
    onSubmit: (code) => submitCode(flow, view, code),
    skip: { label: 'Continue without phone number', onSkip: () => skip(flow) },
  });
  flow.present(pane, 'VERIFY_PHONE', null);
}

async function submitCode(flow: LinkFlow, view: ViewOf<'otp'>, code: string): Promise<void> {
  flow.reporter.event('SUBMIT_OTP');
  try {
    const next = await flow.client.take('otp', { code });
    flow.reporter.event('VERIFY_PHONE');
    flow.show(next);
  } catch (error) {
    if (isRefusedForGood(error)) {
      flow.fail(error, () => skip(flow), {
        retryLabel: 'Continue without phone number',
        offersBanks: false,
      });
    } else {
      flow.fail(error, () => showCode(flow, { ...view, isAutomatic: false }), {
        offersBanks: false,
      });
    }
  }
}

export function showSaved(flow: LinkFlow, view: ViewOf<'saved'>): void {
  flow.reporter.atBank(null);
  const pane = savedBanksPane({
    institutions: view.institutions,
    clientName: flow.clientName,
    onChoose: (institution) => chooseSaved(flow, view, institution),
    onOther: () => {
      flow.reporter.event('CONNECT_NEW_INSTITUTION');
      void flow.take('skip-phone', {}, () => showSaved(flow, view));
    },
  });
  flow.present(pane, 'SELECT_SAVED_INSTITUTION', 'institution_not_found');
}

function chooseSaved(flow: LinkFlow, view: ViewOf<'saved'>, institution: InstitutionTile): void {
  flow.reporter.atBank(institution);
  flow.reporter.event('SELECT_INSTITUTION');
  void flow.take('saved', { institutionId: institution.id }, () => showSaved(flow, view));
}

function skip(flow: LinkFlow): void {
  flow.reporter.event('SKIP_SUBMIT_PHONE');
  void flow.take('skip-phone', {}, undefined);
}

function isRefusedForGood(error: unknown): boolean {
  return error instanceof LinkFailure && error.error.error_code === 'PROFILE_AUTHENTICATION_FAILED';
}
