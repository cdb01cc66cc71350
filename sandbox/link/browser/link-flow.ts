import { tellExit, tellSuccess } from './endings.ts';
import { consentPane } from './panes/consent.ts';
import { errorPane } from './panes/error.ts';
import { exitPane } from './panes/exit.ts';
import { loadingPane } from './panes/loading.ts';
import type { EventMetadata, Finished, LinkError, SessionStart, StepView } from './protocol.ts';
import { Reporter } from './reporter.ts';
import { LinkFailure, SessionClient } from './session-client.ts';
import type { Pane, Shell } from './shell.ts';
import { showStep } from './steps/show-step.ts';

// Long enough to be read, short enough not to be waited for.
const shortestLoadingMs = 450;

interface Opening {
  token: string;
  institutionId: string | null;
  receivedRedirectUri: string | null;
}

/** One opening of Link, from the first pane to the callback. */
export class LinkFlow {
  readonly client = new SessionClient();
  readonly reporter = new Reporter(this.client);
  readonly #shell: Shell;
  readonly #onEnd: (session: SessionStart | null) => void;
  #session: SessionStart | null = null;
  #finished: Finished | null = null;
  /** Whether a bank has been linked already and the person is adding more. */
  hasAdded = false;
  #lastError: LinkError | null = null;
  /** Plaid's exit status for the pane at hand. */
  #status: string | null = null;
  /** The pane to return to when the person decides to stay. */
  #paused: Pane | null = null;
  /** Counts the panes; what was begun for an older one is given up. */
  #paneNumber = 0;
  /** Set once a callback has been called; what arrives later is for nobody. */
  #hasEnded = false;

  constructor(shell: Shell, onEnd: (session: SessionStart | null) => void = () => undefined) {
    this.#shell = shell;
    this.#onEnd = onEnd;
  }

  get clientName(): string {
    return this.#session?.clientName ?? '';
  }

  get isUpdate(): boolean {
    return this.#session?.isUpdate ?? false;
  }

  get canSearch(): boolean {
    return this.#session?.canSearch ?? false;
  }

  get paneNumber(): number {
    return this.#paneNumber;
  }

  async open(opening: Opening): Promise<void> {
    const { token, institutionId, receivedRedirectUri } = opening;
    try {
      this.#session = await this.client.start(token, institutionId, receivedRedirectUri);
    } catch (error) {
      this.#refuse(toLinkError(error));
      return;
    }
    if (this.#hasEnded) {
      return;
    }
    const { isUpdate, topics, view, appearance } = this.#session;
    this.#shell.setAppearance(appearance);
    this.reporter.event('OPEN', { is_update_mode: String(isUpdate) });
    if (topics.length === 0) {
      this.show(view);
      return;
    }
    this.present(
      consentPane(this.#session, () => this.show(view)),
      'CONSENT',
      null,
    );
  }

  show(view: StepView): void {
    if (!this.#hasEnded) {
      showStep(this, view);
    }
  }

  /** Back to the banks. */
  search(): void {
    void this.take('search-again', {}, undefined);
  }

  /** The person is, or was, on their bank's own page: leaving now is leaving there. */
  awaitBank(): void {
    this.#status = 'requires_oauth';
  }

  /** Shows a pane and says so; `status` is what Link waits for while it is shown. */
  present(
    pane: Pane,
    viewName: string,
    status: string | null,
    details: Partial<EventMetadata> = {},
  ): void {
    this.#paused = null;
    this.#paneNumber += 1;
    this.#status = status;
    this.reporter.view(viewName, details);
    this.#shell.show(pane);
  }

  /** Takes a step while a pane says that something is under way; `retry` leads back if it fails. */
  async work(
    text: string,
    step: () => Promise<StepView>,
    retry: (() => void) | undefined,
    next: (view: StepView) => void = (view) => this.show(view),
  ): Promise<void> {
    this.present(loadingPane(text), 'LOADING', this.#status);
    const pause = new Promise((resolve) => window.setTimeout(resolve, shortestLoadingMs));
    try {
      const [view] = await Promise.all([step(), pause]);
      this.#lastError = null;
      if (!this.#hasEnded) {
        next(view);
      }
    } catch (error) {
      await pause;
      this.fail(error, retry);
    }
  }

  /** Takes a step that is too quick to say that something is under way. */
  async take(step: string, details: object, retry: (() => void) | undefined): Promise<void> {
    try {
      this.show(await this.client.take(step, details));
    } catch (error) {
      this.fail(error, retry);
    }
  }

  /** What went wrong, and the ways on: `retry`, perhaps by another name, and other banks. */
  fail(
    reason: unknown,
    retry: (() => void) | undefined,
    { retryLabel, offersBanks = true }: { retryLabel?: string; offersBanks?: boolean } = {},
  ): void {
    if (this.#hasEnded) {
      return;
    }
    const error = toLinkError(reason);
    this.#lastError = error;
    this.reporter.error(error);
    const hasEnded = error.error_code === 'INVALID_LINK_TOKEN';
    this.present(
      errorPane({
        error,
        onRetry: retry,
        retryLabel,
        onOtherBank: this.canSearch && offersBanks && !hasEnded ? () => this.search() : undefined,
        onLeave: () => this.#leave(error),
      }),
      'ERROR',
      this.#status,
    );
  }

  /** Esc, the cross, or the page's `exit()`: asks first, unless there is nothing left to lose. */
  askToLeave(): void {
    const { pane } = this.#shell;
    if (this.#finished) {
      this.succeed(this.#finished);
    } else if (this.#paused) {
      this.#stay();
    } else if (pane && !pane.isBusy) {
      this.#paused = pane;
      this.reporter.view('EXIT');
      this.#shell.show(
        exitPane(
          { clientName: this.clientName, isUpdate: this.isUpdate, hasAdded: this.hasAdded },
          () => this.#stay(),
          () => this.leaveNow(),
        ),
      );
    }
  }

  /** The page's `exit({ force: true })`. */
  leaveNow(): void {
    if (this.#finished) {
      this.succeed(this.#finished);
    } else if (this.hasAdded) {
      // What has been linked stays linked.
      void this.client.take('finish').then((view) => {
        if (view.step === 'finished') {
          this.succeed(view);
        }
      });
    } else {
      this.#leave(this.#lastError);
    }
  }

  /** From here on nothing can be lost: leaving is finishing. */
  markFinished(view: Finished): void {
    this.#finished = view;
  }

  succeed(view: Finished): void {
    if (this.#end()) {
      tellSuccess(this.client, this.reporter, view);
      this.#onEnd(this.#session);
    }
  }

  #stay(): void {
    const pane = this.#paused;
    this.#paused = null;
    if (pane) {
      this.#shell.show(pane);
    }
  }

  /** Link cannot even begin. A token nobody knows ends it at once, as at Plaid; the rest is explained. */
  #refuse(error: LinkError): void {
    this.reporter.event('OPEN');
    if (error.error_code === 'INVALID_LINK_TOKEN') {
      this.#leave(error);
    } else {
      this.fail(new LinkFailure(error), undefined);
    }
  }

  #leave(error: LinkError | null): void {
    if (this.#end()) {
      tellExit(this.client, this.reporter, error, this.#status);
      this.#onEnd(this.#session);
    }
  }

  #end(): boolean {
    if (this.#hasEnded) {
      return false;
    }
    this.#hasEnded = true;
    this.#paneNumber += 1;
    this.#shell.hide();
    return true;
  }
}

function toLinkError(error: unknown): LinkError {
  return error instanceof LinkFailure
    ? error.error
    : {
        error_type: 'API_ERROR',
        error_code: 'INTERNAL_SERVER_ERROR',
        error_message: error instanceof Error ? error.message : String(error),
        display_message: null,
      };
}
