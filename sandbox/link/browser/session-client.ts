import type {
  EventMetadata,
  InstitutionTile,
  LinkError,
  LinkInstitution,
  SessionStart,
  StepView,
} from './protocol.ts';

/** The sandbox said no, in Plaid's terms. */
export class LinkFailure extends Error {
  readonly error: LinkError;

  constructor(error: LinkError) {
    super(error.error_message);
    this.error = error;
  }
}

const unreachable: LinkError = {
  error_type: 'API_ERROR',
  error_code: 'INTERNAL_SERVER_ERROR',
  error_message: 'the sandbox did not answer',
  display_message: 'The connection was lost. Please try again.',
};

interface Envelope {
  requestId: string;
  error?: LinkError & { request_id?: string };
}

/** Speaks to the sandbox, and remembers the request id of the last answer. */
export class SessionClient {
  requestId: string | null = null;
  /** Until the sandbox gives one, a name of our own: every callback carries it. */
  sessionId: string = globalThis.crypto.randomUUID?.() ?? '';
  #isStarted = false;

  async start(linkToken: string, institutionId: string | null): Promise<SessionStart> {
    const started = await this.#post<SessionStart>('start', { linkToken, institutionId });
    this.sessionId = started.sessionId;
    this.#isStarted = true;
    return started;
  }

  async listEmbedded(linkToken: string): Promise<InstitutionTile[]> {
    const found = await this.#post<{ institutions: InstitutionTile[] }>('embedded', { linkToken });
    return found.institutions;
  }

  async search(words: string): Promise<InstitutionTile[]> {
    const found = await this.#step<{ institutions: InstitutionTile[] }>('search', { words });
    return found.institutions;
  }

  chooseInstitution(institutionId: string): Promise<StepView> {
    return this.#view('institution', { institutionId });
  }

  signIn(username: string, password: string): Promise<StepView> {
    return this.#view('credentials', { username, password });
  }

  answer(answers: string[]): Promise<StepView> {
    return this.#view('answers', { answers });
  }

  chooseAccounts(accountIds: string[]): Promise<StepView> {
    return this.#view('accounts', { accountIds });
  }

  /** Reports the end; a report that gets lost changes nothing for the person. */
  async reportExit(exit: {
    error: LinkError | null;
    status: string | null;
    institution: LinkInstitution | null;
  }): Promise<void> {
    if (this.#isStarted) {
      await this.#step('exit', exit, false).catch(() => undefined);
    }
  }

  async reportEvent(name: string, metadata: EventMetadata): Promise<void> {
    if (this.#isStarted) {
      const { timestamp } = metadata;
      await this.#step('events', { events: [{ name, timestamp, metadata }] }, false).catch(
        () => undefined,
      );
    }
  }

  async #view(path: string, body: object): Promise<StepView> {
    const { view } = await this.#step<{ view: StepView }>(path, body);
    return view;
  }

  #step<T>(path: string, body: object, isStep = true): Promise<T> {
    return this.#post<T>(path, { sessionId: this.sessionId, ...body }, isStep);
  }

  async #post<T>(path: string, body: object, isStep = true): Promise<T> {
    const answer = await fetch(`/link/session/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // The last reports are sent while the frame is being taken away.
      keepalive: !isStep,
    }).catch(() => null);
    const envelope = (await answer?.json().catch(() => null)) as (T & Envelope) | null | undefined;
    if (!envelope) {
      throw new LinkFailure(unreachable);
    }
    if (isStep) {
      this.requestId = envelope.requestId;
    }
    if (envelope.error) {
      const { error_type, error_code, error_message, display_message } = envelope.error;
      throw new LinkFailure({ error_type, error_code, error_message, display_message });
    }
    return envelope;
  }
}
