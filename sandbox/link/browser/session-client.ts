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

  /** Null when no answer came. */
  readonly requestId: string | null;

  constructor(error: LinkError, requestId: string | null = null) {
    super(error.error_message);
    this.error = error;
    this.requestId = requestId;
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

  async start(
    linkToken: string,
    institutionId: string | null,
    receivedRedirectUri: string | null,
  ): Promise<SessionStart> {
    const opening = { linkToken, institutionId, receivedRedirectUri };
    const started = await this.#post<SessionStart>('start', opening);
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

  /** Takes a step of the flow; the answer is what to show next. */
  async take(step: string, details: object = {}): Promise<StepView> {
    const { view } = await this.#step<{ view: StepView }>(step, details);
    return view;
  }

  /** Whether the person has decided on the bank's own page. */
  async watchBank(): Promise<boolean> {
    const { hasDecided } = await this.#step<{ hasDecided: boolean }>('bank-watch', {}, false);
    return hasDecided;
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

  #step<T>(path: string, body: object, isStep = true): Promise<T> {
    return this.#post<T>(path, { sessionId: this.sessionId, ...body }, isStep);
  }

  async #post<T>(path: string, body: object, isStep = true): Promise<T> {
    try {
      const answer = await callSandbox<T>(path, body, isStep);
      this.#remember(answer.requestId, isStep);
      return answer;
    } catch (error) {
      if (error instanceof LinkFailure && error.requestId !== null) {
        this.#remember(error.requestId, isStep);
      }
      throw error;
    }
  }

  /** The callbacks name the request of the last step, not of a report. */
  #remember(requestId: string, isStep: boolean): void {
    if (isStep) {
      this.requestId = requestId;
    }
  }
}

/** Asks the sandbox; throws what it refuses, in Plaid's terms. */
export async function callSandbox<T>(
  path: string,
  body: object,
  isStep = true,
): Promise<T & Envelope> {
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
  if (envelope.error) {
    const { error_type, error_code, error_message, display_message } = envelope.error;
    throw new LinkFailure(
      { error_type, error_code, error_message, display_message },
      envelope.requestId,
    );
  }
  return envelope;
}
