import { tellPage } from './bridge.ts';
import type { EventMetadata, LinkError, LinkInstitution } from './protocol.ts';
import type { SessionClient } from './session-client.ts';

/** Tells page and sandbox what happens, with every key of the metadata present. */
export class Reporter {
  readonly #client: SessionClient;
  #institution: LinkInstitution | null = null;

  constructor(client: SessionClient) {
    this.#client = client;
  }

  get institution(): LinkInstitution | null {
    return this.#institution;
  }

  /** The bank that the events to come are about. */
  atBank(bank: { id: string; name: string } | null): void {
    this.#institution = bank && { institution_id: bank.id, name: bank.name };
  }

  event(name: string, details: Partial<EventMetadata> = {}): void {
    const metadata: EventMetadata = {
      account_number_mask: null,
      error_type: null,
      error_code: null,
      error_message: null,
      exit_status: null,
      institution_id: this.#institution?.institution_id ?? null,
      institution_name: this.#institution?.name ?? null,
      institution_search_query: null,
      is_update_mode: null,
      link_session_id: this.#client.sessionId,
      match_reason: null,
      mfa_type: null,
      request_id: this.#client.requestId,
      routing_number: null,
      selection: null,
      timestamp: new Date().toISOString(),
      view_name: null,
      ...details,
    };
    tellPage({ from: 'plaid-link-frame', kind: 'event', name, metadata });
    void this.#client.reportEvent(name, metadata);
  }

  view(viewName: string, details: Partial<EventMetadata> = {}): void {
    this.event('TRANSITION_VIEW', { view_name: viewName, ...details });
  }

  error(error: LinkError): void {
    const { error_type, error_code, error_message } = error;
    this.event('ERROR', { error_type, error_code, error_message });
  }
}
