import { leavePage } from '../bridge.ts';
import type { LinkFlow } from '../link-flow.ts';
import { oauthPane, waitForBankPane } from '../panes/oauth.ts';
import type { ViewOf } from '../protocol.ts';

const watchEveryMs = 500;

/** The person is told that their bank wants them on its own page, and goes there. */
export function showOauth(flow: LinkFlow, view: ViewOf<'oauth'>, wasClosed = false): void {
  flow.reporter.atBank(view.institution);
  const pane = oauthPane({
    institution: view.institution,
    clientName: flow.clientName,
    isUpdate: flow.isUpdate,
    opensWindow: !view.isRedirect,
    wasClosed,
    onGo: () => goToBank(flow, view),
    onBack: flow.canSearch ? () => flow.search() : undefined,
  });
  flow.present(pane, 'OAUTH', 'requires_oauth');
}

/** Back on the page that was left for the bank's. */
export function resumeFromBank(flow: LinkFlow, view: ViewOf<'bank-return'>): void {
  flow.reporter.atBank(view.institution);
  finishVisit(flow, view.institution.name);
}

function goToBank(flow: LinkFlow, view: ViewOf<'oauth'>): void {
  flow.reporter.event('OPEN_OAUTH');
  const address = `/link/bank?visit=${view.oauthStateId}`;
  if (view.isRedirect) {
    leavePage(new URL(address, window.location.href).href);
    return;
  }
  const popup = window.open(address, 'plaid-link-bank', 'popup,width=460,height=760');
  flow.present(
    waitForBankPane(view.institution, address, () => showOauth(flow, view)),
    'OAUTH',
    'requires_oauth',
  );
  watch(flow, view, popup, flow.paneNumber);
}

/** Asks until the person has decided. A window closed before that leads back to the start of the visit. */
function watch(
  flow: LinkFlow,
  view: ViewOf<'oauth'>,
  popup: Window | null,
  paneNumber: number,
): void {
  const wasClosed = popup?.closed === true;
  window.setTimeout(async () => {
    const hasDecided = await flow.client.watchBank().catch(() => false);
    if (flow.paneNumber !== paneNumber) {
      return;
    }
    if (hasDecided) {
      finishVisit(flow, view.institution.name);
    } else if (wasClosed) {
      flow.reporter.event('CLOSE_OAUTH');
      showOauth(flow, view, true);
    } else {
      watch(flow, view, popup, paneNumber);
    }
  }, watchEveryMs);
}

function finishVisit(flow: LinkFlow, bankName: string): void {
  flow.awaitBank();
  void flow.work(
    `Returning from ${bankName}`,
    () => flow.client.take('bank-return'),
    () => void flow.take('bank-again', {}, undefined),
  );
}
