/**
 * Times are milliseconds of the sandbox's clock since 1970 (which control may move forward), dates are
 * `YYYY-MM-DD`, JSON columns end in `_json`. A change of schema appends a migration; the position in this
 * list is the version.
 */
export const migrations: readonly string[] = [
  `
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  private_jwk_json TEXT NOT NULL,
  -- Seconds of the real clock: receivers compare them with their own.
  created_at_s INTEGER NOT NULL,
  expired_at_s INTEGER
) STRICT;

CREATE TABLE items (
  item_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  institution_id TEXT NOT NULL,
  username TEXT NOT NULL,
  -- For user_custom the whole configuration: it is the bank's data.
  password TEXT NOT NULL,
  seed TEXT NOT NULL,
  webhook TEXT,
  products_json TEXT NOT NULL,
  consented_scopes_json TEXT NOT NULL,
  error_code TEXT,
  created_at INTEGER NOT NULL,
  removed_at INTEGER,
  days_requested INTEGER NOT NULL,
  -- Bounds of the history, from /sandbox/public_token/create; null means days_requested decides.
  history_start TEXT,
  history_end TEXT,
  -- Null while Transactions is not initialised, else Plaid's transactions_update_status.
  transactions_status TEXT,
  -- SYNC_UPDATES_AVAILABLE fires only after the first /transactions/sync.
  sync_called INTEGER NOT NULL DEFAULT 0,
  -- The last day whose rows the bank has already reported.
  filled_through TEXT,
  -- Head of the change log.
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_successful_update INTEGER,
  last_failed_update INTEGER,
  last_webhook_at INTEGER,
  last_webhook_code TEXT
) STRICT;
CREATE INDEX items_by_client ON items (client_id, created_at);

CREATE TABLE access_tokens (
  access_token TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES items,
  created_at INTEGER NOT NULL,
  invalidated_at INTEGER
) STRICT;
CREATE INDEX access_tokens_by_item ON access_tokens (item_id);

CREATE TABLE public_tokens (
  public_token TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES items,
  expires_at INTEGER NOT NULL,
  exchanged_at INTEGER
) STRICT;

CREATE TABLE accounts (
  account_id TEXT PRIMARY KEY,
  item_id TEXT NOT NULL REFERENCES items,
  position INTEGER NOT NULL,
  -- What the bank user calls the account; rows of the bank's data refer to it.
  account_key TEXT NOT NULL,
  -- Whether the person shares it (Link's account selection).
  selected INTEGER NOT NULL,
  type TEXT NOT NULL,
  subtype TEXT,
  name TEXT NOT NULL,
  official_name TEXT,
  mask TEXT,
  holder_category TEXT,
  -- Plaid's sign: for credit and loan a positive current balance is owed.
  current REAL,
  available REAL,
  credit_limit REAL,
  iso_currency_code TEXT,
  unofficial_currency_code TEXT
) STRICT;
CREATE UNIQUE INDEX accounts_by_item ON accounts (item_id, position);

-- The state of each transaction after its last change. Reading in order of changed_seq is reading the log
-- with superseded entries skipped, which is what /transactions/sync reports.
CREATE TABLE transactions (
  transaction_id TEXT PRIMARY KEY,
  item_id TEXT NOT NULL REFERENCES items,
  account_id TEXT NOT NULL REFERENCES accounts,
  created_seq INTEGER NOT NULL,
  changed_seq INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0,
  date TEXT NOT NULL,
  pending INTEGER NOT NULL,
  amount REAL NOT NULL,
  original_description TEXT,
  -- Plaid's transaction object as JSON text, without original_description (which a caller opts into).
  -- Kept as text because a page of 500 is then joined instead of parsed and printed again.
  body_json TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX transactions_by_change ON transactions (item_id, changed_seq);
CREATE INDEX transactions_by_account ON transactions (account_id, changed_seq);
CREATE INDEX transactions_by_date ON transactions (item_id, date, changed_seq) WHERE removed = 0;

-- Append-only: what happened to an Item's transactions, in order.
CREATE TABLE changes (
  item_id TEXT NOT NULL REFERENCES items,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('added', 'modified', 'removed')),
  transaction_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (item_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_by_transaction ON changes (transaction_id, seq);

CREATE TABLE timers (
  timer_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES items,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX timers_by_due ON timers (due_at);
CREATE INDEX timers_by_item ON timers (item_id, kind);

CREATE TABLE webhooks (
  webhook_id INTEGER PRIMARY KEY AUTOINCREMENT,
  client_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  webhook_type TEXT NOT NULL,
  webhook_code TEXT NOT NULL,
  url TEXT NOT NULL,
  -- The exact bytes that are hashed, signed and sent.
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'given_up', 'dropped')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt_at INTEGER NOT NULL,
  give_up_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_waiting ON webhooks (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX webhooks_by_item ON webhooks (item_id, webhook_id);

CREATE TABLE webhook_attempts (
  webhook_id INTEGER NOT NULL REFERENCES webhooks ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  -- The receiver's HTTP status, or null when there was no answer.
  status INTEGER,
  failure TEXT,
  PRIMARY KEY (webhook_id, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE link_tokens (
  link_token TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  -- Set in update mode.
  item_id TEXT REFERENCES items,
  request_json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE link_sessions (
  link_session_id TEXT PRIMARY KEY,
  link_token TEXT NOT NULL REFERENCES link_tokens,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  -- Where the person is in the flow; see link/session.ts.
  progress_json TEXT NOT NULL,
  outcome_json TEXT
) STRICT;
CREATE INDEX link_sessions_by_token ON link_sessions (link_token, started_at);

CREATE TABLE link_events (
  event_id TEXT PRIMARY KEY,
  link_session_id TEXT NOT NULL REFERENCES link_sessions,
  position INTEGER NOT NULL,
  event_name TEXT NOT NULL,
  timestamp TEXT NOT NULL,
  metadata_json TEXT NOT NULL
) STRICT;
CREATE INDEX link_events_by_session ON link_events (link_session_id, position);
`,
  `
-- Plaid's verification_status: null unless the account came by numbers (micro-deposits, database checks).
ALTER TABLE accounts ADD COLUMN verification_status TEXT;
-- Wrong codes given for the deposits so far.
ALTER TABLE accounts ADD COLUMN verification_attempts INTEGER NOT NULL DEFAULT 0;

-- When the permission given at the bank ends; null where the bank sets no end.
ALTER TABLE items ADD COLUMN consent_expires_at INTEGER;
-- How Auth got the numbers; null means at once (INSTANT_AUTH). An Item by numbers has institution_id ''.
ALTER TABLE items ADD COLUMN auth_method TEXT;

-- A visit to a bank's own page. The state id is all that travels through the browser.
CREATE TABLE oauth_states (
  oauth_state_id TEXT PRIMARY KEY,
  link_session_id TEXT NOT NULL REFERENCES link_sessions,
  institution_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'denied', 'used')),
  -- The accounts the person ticked there; null until then.
  accounts_json TEXT
) STRICT;
CREATE INDEX oauth_states_by_session ON oauth_states (link_session_id);
`,
  // Users, and what sessions of Link learned of their income.
  `
CREATE TABLE users (
  user_id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  -- Null for users made with the newer fields, who are named by id alone.
  user_token TEXT UNIQUE,
  client_user_id TEXT NOT NULL,
  identity_json TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX users_by_client ON users (client_id, client_user_id);

ALTER TABLE items ADD COLUMN user_id TEXT;
CREATE INDEX items_by_user ON items (user_id) WHERE user_id IS NOT NULL;

CREATE TABLE income_results (
  user_id TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('bank', 'payroll', 'document')),
  item_id TEXT NOT NULL REFERENCES items,
  institution_id TEXT NOT NULL,
  link_session_id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  public_token TEXT NOT NULL,
  status TEXT NOT NULL,
  days_requested INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX income_results_by_session ON income_results (user_id, link_session_id, item_id, source);
`,
  // Statements that have been asked for.
  `
CREATE TABLE statement_periods (
  item_id TEXT NOT NULL REFERENCES items,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  ready_at INTEGER NOT NULL
) STRICT;
CREATE INDEX statement_periods_by_item ON statement_periods (item_id);
`,
  `
-- Products the sandbox looks at in the background to tell what has changed since the last look.
CREATE TABLE product_watches (
  item_id TEXT NOT NULL REFERENCES items,
  product TEXT NOT NULL,
  -- What the last look saw; null until there has been one.
  seen_json TEXT,
  looked_at INTEGER,
  -- Set by async_update: the first look ends with HISTORICAL_UPDATE.
  announce_history INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (item_id, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE processor_tokens (
  processor_token TEXT PRIMARY KEY,
  client_id TEXT NOT NULL,
  item_id TEXT NOT NULL REFERENCES items,
  account_id TEXT NOT NULL,
  processor TEXT NOT NULL,
  -- The products the partner may use; an empty list allows all.
  products_json TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX processor_tokens_by_item ON processor_tokens (item_id);

-- What a client has asked Signal about, and what it has reported back.
CREATE TABLE signal_transactions (
  client_id TEXT NOT NULL,
  client_transaction_id TEXT NOT NULL,
  item_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  amount REAL NOT NULL,
  evaluated_at INTEGER NOT NULL,
  -- Null until a decision has been reported.
  initiated INTEGER,
  decision_json TEXT,
  return_json TEXT,
  PRIMARY KEY (client_id, client_transaction_id)
) STRICT, WITHOUT ROWID;
`,
  `
-- With account and pending in the index, counting and paging by date read no transaction's body.
DROP INDEX transactions_by_date;
CREATE INDEX transactions_by_date
  ON transactions (item_id, date, changed_seq, account_id, pending) WHERE removed = 0;
`,
  // Asset reports, and what lets others read them.
  `
CREATE TABLE asset_reports (
  asset_report_id TEXT PRIMARY KEY,
  asset_report_token TEXT NOT NULL UNIQUE,
  client_id TEXT NOT NULL,
  -- The user all of its Items belong to, if there is one.
  user_id TEXT,
  -- What was asked for; see asset-reports/report.ts.
  order_json TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- 'fast': balances and owners can be read, the rest is still being put together.
  state TEXT NOT NULL CHECK (state IN ('pending', 'fast', 'ready', 'failed')),
  -- When the state changes next; null when it no longer does.
  due_at INTEGER,
  -- The report with everything in it: what a reader did not ask for is left out when it is read.
  content_json TEXT,
  error_json TEXT
) STRICT;
CREATE INDEX asset_reports_due ON asset_reports (due_at) WHERE due_at IS NOT NULL;

-- Tokens for others: auditors (audit copies) and other companies (relays).
CREATE TABLE asset_report_grants (
  grant_token TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('audit_copy', 'relay')),
  asset_report_id TEXT NOT NULL REFERENCES asset_reports ON DELETE CASCADE,
  client_id TEXT NOT NULL,
  -- The one other client that may read a relayed report; an audit copy is open to who holds the token.
  reader_client_id TEXT
) STRICT;
`,
  `
-- Items whose recurring streams have been asked for, and what they were when last told of.
CREATE TABLE recurring_watches (
  item_id TEXT PRIMARY KEY REFERENCES items,
  seen_json TEXT NOT NULL
) STRICT;
`,
  `
-- Whether the available balance stays as it is whatever is booked (user_custom's force_available_balance).
ALTER TABLE accounts ADD COLUMN available_is_fixed INTEGER NOT NULL DEFAULT 0;
`,
  `
-- When the bank last brought the figures up to date; null at the banks that do not say.
ALTER TABLE accounts ADD COLUMN balance_updated_at INTEGER;
`,
];
