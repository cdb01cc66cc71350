import { tellExit, tellSuccess } from './endings.ts';
import { accountsPane } from './panes/accounts.ts';
import { challengePane } from './panes/challenge.ts';
import { consentPane } from './panes/consent.ts';
import { credentialsPane } from './panes/credentials.ts';
import { errorPane } from './panes/error.ts';
import { exitPane } from './panes/exit.ts';
import { institutionsPane } from './panes/institutions.ts';
import { loadingPane } from './panes/loading.ts';
import { successPane } from './panes/success.ts';
import type { Finished, InstitutionTile, LinkError, SessionStart, StepView } from './protocol.ts';
import { Reporter } from './reporter.ts';
import { LinkFailure, SessionClient } from './session-client.ts';
import type { Pane, Shell } from './shell.ts';

// Long enough to be read, short enough not to be waited for.
const shortestLoadingMs = 450;

/** One opening of Link, from the first pane to the callback. */
export class LinkFlow {
  readonly #client = new SessionClient();
  readonly #reporter = new Reporter(this.#client);
  readonly #shell: Shell;
  #session: SessionStart | null = null;
  #finished: Finished | null = null;
  #lastError: LinkError | null = null;
  /** Plaid's exit status for the pane at hand. */
  #status: string | null = null;
  /** The pane to return to when the person decides to stay. */
  #paused: Pane | null = null;
  /** Set once a callback has been called; what arrives later is for nobody. */
  #hasEnded = false;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  async open(token: string, institutionId: string | null): Promise<void> {
    try {
      this.#session = await this.#client.start(token, institutionId);
    } catch (error) {
      this.#reporter.event('OPEN');
      this.#leave(toLinkError(error));
      return;
    }
    if (this.#hasEnded) {
      return;
    }
    const { isUpdate, topics, view, appearance } = this.#session;
    this.#shell.setAppearance(appearance);
    this.#reporter.event('OPEN', { is_update_mode: String(isUpdate) });
    if (topics.length === 0) {
      this.#show(view);
      return;
    }
    this.#reporter.view('CONSENT');
    this.#shell.show(consentPane(this.#session, () => this.#show(view)));
  }

  /** Esc, the cross, or the page's `exit()`: asks first, unless there is nothing left to lose. */
  askToLeave(): void {
    const { pane } = this.#shell;
    if (this.#finished) {
      this.#succeed(this.#finished);
    } else if (this.#paused) {
      this.#stay();
    } else if (pane && !pane.isBusy) {
      this.#paused = pane;
      this.#reporter.view('EXIT');
      this.#shell.show(
        exitPane(
          this.#session,
          () => this.#stay(),
          () => this.#leave(this.#lastError),
        ),
      );
    }
  }

  /** The page's `exit({ force: true })`. */
  leaveNow(): void {
    if (this.#finished) {
      this.#succeed(this.#finished);
    } else {
      this.#leave(this.#lastError);
    }
  }

  #stay(): void {
    const pane = this.#paused;
    this.#paused = null;
    if (pane) {
      this.#shell.show(pane);
    }
  }

  #show(view: StepView): void {
    if (this.#hasEnded) {
      return;
    }
    this.#paused = null;
    switch (view.step) {
      case 'institution':
        this.#showInstitutions();
        break;
      case 'credentials':
        this.#showCredentials(view);
        break;
      case 'challenge':
        this.#showChallenge(view);
        break;
      case 'accounts':
        this.#showAccounts(view);
        break;
      case 'finished':
        this.#showSuccess(view);
        break;
    }
  }

  #showInstitutions(): void {
    this.#reporter.institution = null;
    this.#status = 'institution_not_found';
    this.#reporter.view('SELECT_INSTITUTION');
    this.#shell.show(
      institutionsPane({
        search: (words) => this.#client.search(words),
        onSearched: (words) =>
          this.#reporter.event('SEARCH_INSTITUTION', { institution_search_query: words }),
        onChoose: (institution) => void this.#choose(institution),
      }),
    );
  }

  async #choose(institution: InstitutionTile): Promise<void> {
    this.#reporter.institution = { institution_id: institution.id, name: institution.name };
    try {
      const view = await this.#client.chooseInstitution(institution.id);
      if (institution.isDegraded) {
        this.#reporter.event('SELECT_DEGRADED_INSTITUTION');
      }
      this.#reporter.event('SELECT_INSTITUTION');
      this.#show(view);
    } catch (error) {
      const failure = toLinkError(error);
      if (failure.error_code === 'INSTITUTION_DOWN') {
        this.#reporter.event('SELECT_DOWN_INSTITUTION');
      }
      this.#showError(failure, undefined);
    }
  }

  #showCredentials(view: Extract<StepView, { step: 'credentials' }>): void {
    const session = this.#session;
    const { institution } = view;
    this.#reporter.institution = { institution_id: institution.id, name: institution.name };
    this.#status = 'requires_credentials';
    this.#reporter.view('CREDENTIAL');
    const canSearch = session?.view.step === 'institution';
    this.#shell.show(
      credentialsPane({
        institution,
        hint: view.hint,
        isUpdate: session?.isUpdate ?? false,
        clientName: session?.clientName ?? '',
        onSubmit: (username, password) => {
          this.#reporter.event('SUBMIT_CREDENTIALS');
          void this.#work(
            `Signing in to ${institution.name}`,
            () => this.#client.signIn(username, password),
            () => this.#showCredentials(view),
          );
        },
        onBack: canSearch ? () => this.#showInstitutions() : undefined,
      }),
    );
  }

  #showChallenge(view: Extract<StepView, { step: 'challenge' }>): void {
    const { type, institution } = view;
    this.#status = {
      device: 'choose_device',
      code: 'requires_code',
      questions: 'requires_questions',
      selections: 'requires_selections',
    }[type];
    this.#reporter.view('MFA', { mfa_type: type });
    this.#shell.show(
      challengePane(
        view,
        (answers) => {
          this.#reporter.event('SUBMIT_MFA', { mfa_type: type });
          void this.#work(
            `Checking with ${institution.name}`,
            () => this.#client.answer(answers),
            () => this.#showChallenge(view),
          );
        },
        undefined,
      ),
    );
  }

  #showAccounts(view: Extract<StepView, { step: 'accounts' }>): void {
    this.#status = 'requires_account_selection';
    this.#reporter.view('SELECT_ACCOUNT');
    this.#shell.show(
      accountsPane(view, this.#session?.clientName ?? '', (accountIds) => {
        void this.#work(
          'Connecting your accounts',
          () => this.#client.chooseAccounts(accountIds),
          () => this.#showAccounts(view),
        );
      }),
    );
  }

  #showSuccess(view: Finished): void {
    this.#finished = view;
    this.#reporter.view('CONNECTED');
    this.#shell.show(
      successPane({
        institutionName: view.institution.name,
        accountCount: view.accounts.length,
        clientName: this.#session?.clientName ?? '',
        isUpdate: this.#session?.isUpdate ?? false,
        onDone: () => this.#succeed(view),
      }),
    );
  }

  /** Shows that something is under way, then the step it leads to, or what went wrong. */
  async #work(text: string, step: () => Promise<StepView>, retry: () => void): Promise<void> {
    this.#reporter.view('LOADING');
    this.#shell.show(loadingPane(text));
    const pause = new Promise((resolve) => window.setTimeout(resolve, shortestLoadingMs));
    try {
      const [view] = await Promise.all([step(), pause]);
      this.#lastError = null;
      this.#show(view);
    } catch (error) {
      await pause;
      this.#showError(toLinkError(error), retry);
    }
  }

  #showError(error: LinkError, retry: (() => void) | undefined): void {
    if (this.#hasEnded) {
      return;
    }
    this.#lastError = error;
    this.#reporter.error(error);
    this.#reporter.view('ERROR');
    const hasEnded = error.error_code === 'INVALID_LINK_TOKEN';
    const canSearch = !hasEnded && this.#session?.view.step === 'institution';
    this.#shell.show(
      errorPane({
        error,
        onRetry: hasEnded ? undefined : retry,
        onOtherBank: canSearch ? () => this.#showInstitutions() : undefined,
        onLeave: () => this.#leave(error),
      }),
    );
  }

  #succeed(view: Finished): void {
    if (this.#hasEnded) {
      return;
    }
    this.#hasEnded = true;
    this.#shell.hide();
    tellSuccess(this.#client, this.#reporter, view);
  }

  #leave(error: LinkError | null): void {
    if (this.#hasEnded) {
      return;
    }
    this.#hasEnded = true;
    this.#shell.hide();
    tellExit(this.#client, this.#reporter, error, this.#status);
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
