import { tellPage } from './bridge.ts';
import type { Finished, LinkError } from './protocol.ts';
import type { Reporter } from './reporter.ts';
import type { SessionClient } from './session-client.ts';

/** HANDOFF, then onSuccess: the order Plaid keeps. */
export function tellSuccess(client: SessionClient, reporter: Reporter, view: Finished): void {
  reporter.event('HANDOFF');
  tellPage({
    from: 'plaid-link-frame',
    kind: 'success',
    publicToken: view.publicToken,
    metadata: {
      institution: view.institution,
      accounts: view.accounts,
      link_session_id: client.sessionId,
      transfer_status: null,
    },
  });
}

/** EXIT, then onExit, with the last error the person saw and what Link was waiting for. */
export function tellExit(
  client: SessionClient,
  reporter: Reporter,
  error: LinkError | null,
  status: string | null,
): void {
  const { institution } = reporter;
  reporter.event('EXIT', {
    error_type: error?.error_type ?? null,
    error_code: error?.error_code ?? null,
    error_message: error?.error_message ?? null,
    exit_status: status,
  });
  void client.reportExit({ error, status, institution });
  tellPage({
    from: 'plaid-link-frame',
    kind: 'exit',
    error,
    metadata: {
      institution,
      status,
      link_session_id: client.sessionId,
      request_id: client.requestId ?? '',
    },
  });
}
