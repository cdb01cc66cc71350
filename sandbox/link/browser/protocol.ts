/**
 * What the page, the frame and the sandbox say to each other. Types only: the script that a page loads is a
 * classic script and can import nothing.
 */

export interface LinkError {
  error_type: string;
  error_code: string;
  error_message: string;
  display_message: string | null;
}

export interface LinkInstitution {
  name: string;
  institution_id: string;
}

interface LinkAccount {
  id: string;
  name: string;
  mask: string | null;
  type: string;
  subtype: string | null;
  verification_status: string | null;
  class_type: string | null;
}

export interface SuccessMetadata {
  institution: LinkInstitution | null;
  accounts: LinkAccount[];
  link_session_id: string;
  transfer_status: string | null;
}

export interface ExitMetadata {
  institution: LinkInstitution | null;
  status: string | null;
  link_session_id: string;
  request_id: string;
}

/** Every key is there, null where it does not apply. */
export interface EventMetadata {
  account_number_mask: string | null;
  error_type: string | null;
  error_code: string | null;
  error_message: string | null;
  exit_status: string | null;
  institution_id: string | null;
  institution_name: string | null;
  institution_search_query: string | null;
  is_update_mode: string | null;
  link_session_id: string;
  match_reason: string | null;
  mfa_type: string | null;
  request_id: string | null;
  routing_number: string | null;
  selection: string | null;
  timestamp: string;
  view_name: string | null;
}

/** From the page to the frame. */
export type HostMessage =
  | {
      from: 'plaid-link-host';
      kind: 'open';
      token: string;
      institutionId: string | null;
      receivedRedirectUri: string | null;
    }
  | { from: 'plaid-link-host'; kind: 'exit'; force: boolean };

/** From the frame to the page. */
export type FrameMessage =
  | { from: 'plaid-link-frame'; kind: 'ready' }
  | { from: 'plaid-link-frame'; kind: 'event'; name: string; metadata: EventMetadata }
  | {
      from: 'plaid-link-frame';
      kind: 'success';
      publicToken: string | null;
      metadata: SuccessMetadata;
    }
  /** The page is to be left for the bank's own page. */
  | { from: 'plaid-link-frame'; kind: 'leave'; url: string }
  | { from: 'plaid-link-frame'; kind: 'exit'; error: LinkError | null; metadata: ExitMetadata }
  /** Embedded search: a bank was chosen, Link should open on it. */
  | { from: 'plaid-link-frame'; kind: 'choose'; institutionId: string };

/** A bank as the search shows it. */
export interface InstitutionTile {
  id: string;
  name: string;
  color: string;
  /** Unsupported: a product that this session needs is missing. */
  health: 'healthy' | 'degraded' | 'down' | 'unsupported';
}

export interface AccountChoice {
  id: string;
  name: string;
  mask: string | null;
  type: string;
  subtype: string | null;
  current: number | null;
  currency: string;
  selected: boolean;
}

export interface PromptView {
  label: string;
  options: string[];
  hint: string;
}

/** What the sandbox asks the frame to show next. */
export type StepView =
  | { step: 'phone'; phone: string }
  | { step: 'otp'; phoneEnding: string; hint: string; isAutomatic: boolean }
  | { step: 'saved'; institutions: InstitutionTile[] }
  | { step: 'auth-type' }
  | { step: 'institution'; offersNumbers: boolean }
  | {
      step: 'credentials';
      institution: InstitutionTile;
      hint: { username: string; password: string };
    }
  | { step: 'oauth'; institution: InstitutionTile; oauthStateId: string; isRedirect: boolean }
  | { step: 'bank-return'; institution: InstitutionTile }
  | {
      step: 'challenge';
      institution: InstitutionTile;
      type: 'device' | 'code' | 'questions' | 'selections' | 'recaptcha';
      title: string;
      prompts: PromptView[];
    }
  | {
      step: 'accounts';
      institution: InstitutionTile;
      accounts: AccountChoice[];
      /** Accounts remembered of a returning person. */
      isSaved: boolean;
      isSingle: boolean;
    }
  | {
      step: 'numbers';
      institution: InstitutionTile | null;
      asksName: boolean;
      hint: { routingNumber: string; accountNumber: string };
    }
  | { step: 'deposit'; mask: string; hint: string; isInstant: boolean }
  | { step: 'employer'; employers: string[]; takesDocuments: boolean }
  | {
      step: 'payroll-login';
      institution: InstitutionTile;
      hint: { username: string; password: string };
    }
  | { step: 'documents' }
  | { step: 'added'; banks: { name: string | null; accountCount: number }[] }
  | Finished;

/** The view of one step. */
export type ViewOf<Step extends StepView['step']> = Extract<StepView, { step: Step }>;

export interface Finished {
  step: 'finished';
  /** Null, like the bank, when the session linked several. */
  publicToken: string | null;
  institution: LinkInstitution | null;
  accounts: LinkAccount[];
  /** How many Items the session made or repaired. */
  added: number;
  readsBankIncome: boolean;
}

/** What the bank's own page shows of the one who asks. */
export interface BankPage {
  institution: InstitutionTile;
  clientName: string;
  topics: DataTopic[];
}

/** What the consent pane names. */
export interface DataTopic {
  title: string;
  detail: string;
}

export interface SessionStart {
  sessionId: string;
  clientName: string;
  isUpdate: boolean;
  appearance: 'LIGHT' | 'DARK' | 'SYSTEM';
  /** Empty when there is nothing new to agree to. */
  topics: DataTopic[];
  /** Whether the person may look for another bank. */
  canSearch: boolean;
  /** Where a hosted session ends. */
  completionUri: string | null;
  view: StepView;
}
