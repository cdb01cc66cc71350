import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Whatever says something of an account. */
const tables =
  'Account|AccountSight|BalanceSnapshot|EffectiveTransaction|Item|MatchSuggestion|Notification|' +
  'EffectiveTag|Relink|RelinkRow|SyncChange|SyncRun|TieOut|Transaction|TransactionAlias|' +
  'TransactionTag';
const camel = tables.replace(/[A-Z](?=\w+)/g, (letter, at: number) =>
  at === 0 || tables[at - 1] === '|' ? letter.toLowerCase() : letter,
);
const reads = new RegExp(`"(?:${tables})"|\\.(?:${camel})\\s*\\.\\w+\\(`);

/** The only ways to ask who sees what. */
const asks =
  /\b(seesAccount|seesItem|requireAccount|requireItem|requireOwnItem|readSights|readItemSights|listOpenAccounts|listOwnItems|requireCandidates)\(/;

/** Work without anybody who looks: syncs, webhooks, tokens, checks. */
const system = [
  'lib/accounts/settle-balance.ts',
  'lib/bench/',
  'lib/consents/record-consent.ts',
  'lib/deletions/',
  'lib/institutions/',
  'lib/integrity/',
  'lib/jobs/',
  'lib/sync/',
  'lib/testing/',
  'lib/webhooks/',
  'lib/items/access-token.ts',
  'lib/items/mutations.ts',
  'lib/items/order-rotation.ts',
  'lib/items/record-item.ts',
  'lib/items/removal-ports.ts',
  'lib/items/refresh-item.ts',
  'lib/items/request-rotation.ts',
  'lib/items/rotate-access-token.ts',
  'lib/items/update-webhook.ts',
  'lib/mail/send-mail.ts',
  'lib/notifications/find-watched.ts',
  'lib/notifications/watch-item.ts',
  'lib/sync-runs/prune-sync-runs.ts',
  'lib/tie-out/count-rows.ts',
  'lib/tie-out/find-suspects.ts',
  'lib/tie-out/settle-tie-out.ts',
];

/** What takes no viewer beside what does, and why it need not. */
const reasons: Record<string, string> = {
  'lib/transactions/change-transactions.ts changeTransactions':
    'narrows by filterConditions, which asks',
  'lib/transactions/change-transactions.ts undoChange':
    'takes back what the member did; tells no row',
  'lib/accounts/account-name.ts accountNameOf': 'makes words of a row that was read',
  'lib/archive-imports/is-empty-household.ts isEmptyHousehold':
    'says only whether there is anything',
  'lib/attachments/mutations.ts deleteRemovedAttachments': 'for the worker; deletes',
  'lib/calendar/queries.ts readFeed': 'finds the viewer by the address',
  'lib/exports/export-transactions.ts countExport': 'takes filterConditions, which ask',
  'lib/exports/export-transactions.ts exportTransactions': 'likewise',
  'lib/imports/apply-import.ts applyImport': 'part of runImport, which asks',
  'lib/imports/read-known.ts readKnown': 'part of runImport, which asks',
  'lib/imports/undo-import.ts undoFileImport': 'takes one of ownImports, which asks',
  'lib/items/connect-item.ts connectItem': 'makes a connection; getItem answers',
  'lib/items/delete-accounts.ts deleteAccounts': 'deletes what its caller was asked about',
  'lib/items/disconnect-item.ts requestRemoval': 'part of disconnectItem, or a member leaves',
  'lib/items/queries.ts describeItem': 'for the worker; tells nothing of accounts',
  'lib/items/settle-unsaved-item.ts settleUnsavedItem': 'part of connectItem',
  'lib/members/depart-member.ts departMember': 'gives to nobody what they did not see',
  'lib/missing/queries.ts toQuestion': 'makes a question of what was typed',
  'lib/notifications/mutations.ts markRead': 'marks the member’s own',
  'lib/notifications/mutations.ts setPreference': 'sets the member’s own',
  'lib/notifications/notify.ts notify': 'tells those who know of the connection',
  'lib/privacy/new-accounts.ts sightOfNewAccount': 'decides what others will see',
  'lib/privacy/queries.ts getPrivacy': 'lists what the viewer linked',
  'lib/categories/merge-category.ts mergeCategory':
    'moves what the household sorted, and tells no row',
  'lib/categories/merge-category.ts undoMerge': 'likewise',
  'lib/categories/set-mapping.ts remapRows': 'likewise',
  'lib/categories/set-mapping.ts setMapping': 'likewise',
  'lib/relinks/carry-tags.ts joinTags': 'part of moveHistory, which asks',
  'lib/relinks/carry-tags.ts partTags': 'part of undoRelink, which asks',
  'lib/relinks/carry-tags.ts tagsOf': 'part of moveHistory, which asks',
  'lib/relinks/keep-before.ts keepAccountsBefore': 'part of moveHistory, which asks',
  'lib/relinks/keep-before.ts keepRowsBefore': 'part of moveHistory, which asks',
  'lib/relinks/move-history.ts requireFence': 'reads a lease',
  'lib/relinks/move-history.ts settle': 'part of moveHistory and undoRelink, which ask',
  'lib/relinks/mutations.ts forgetOldRelinks': 'for the worker; deletes',
  'lib/relinks/plan-relink.ts planRelink': 'takes connections that requireCandidates gave',
  'lib/relinks/plan-relink.ts sumCounts': 'adds up',
  'lib/relinks/queries.ts getRelink': 'answers moveHistory and undoRelink, which ask',
  'lib/relinks/queries.ts undoableSince': 'is a date',
  'lib/tie-out/check-tie-out.ts checkTieOut': 'for the worker',
  'lib/tie-out/queries.ts toTieOutSummary': 'makes words of a row that was read',
  'lib/rules/apply-rules.ts applyRulesTo': 'for what writes rows; tells nobody of them',
  'lib/rules/apply-rules.ts applyRulesToAll': 'likewise',
  'lib/rules/apply-rules.ts applyRulesToItems': 'likewise',
  'lib/rules/rule-condition.ts ruleCondition': 'is a piece of SQL',
  'lib/tags/mutations.ts requireTags': 'reads the household’s tags',
  'lib/tags/take-tag-away.ts takeTagAway': 'moves what the household sorted, and tells no row',
  'lib/tags/take-tag-away.ts undoTakingAway': 'likewise',
  'lib/transactions/amount-condition.ts amountCondition': 'is a piece of SQL',
  'lib/transactions/merchant-name.ts merchantName': 'is a piece of SQL',
};

const files = globSync('lib/**/*.ts').filter(
  (file) => !/\.test\.ts$|lib\/db\/generated\//.test(file),
);

/** Exported functions of files that read account data, with their parameters. */
const readers = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  if (!reads.test(text) || system.some((path) => file.startsWith(path))) return [];
  // The header ends with its line, or with the line that closes its parameters.
  const header = /^export (?:async )?function (\w+)(.*\).*\{$|[\s\S]*?^[)}].*\{$)/gm;
  const found = text.matchAll(header);
  return [...found].map(([, name, parameters]) => ({
    name: `${file} ${name}`,
    takesViewer: /\b(Viewer|Asking|Reader)\b/.test(parameters ?? ''),
    fileAsks: asks.test(text),
  }));
});

describe('whatever reads accounts', () => {
  it('is found', () => {
    expect(readers.length).toBeGreaterThan(40);
  });

  it('takes a viewer and asks what they may see, or is named here with its reason', () => {
    const open = readers.filter(({ takesViewer, fileAsks }) => !takesViewer || !fileAsks);
    const unknown = open.filter(({ name }) => !(name in reasons)).map(({ name }) => name);
    expect(unknown).toEqual([]);
    const names = new Set(open.map(({ name }) => name));
    expect(Object.keys(reasons).filter((name) => !names.has(name))).toEqual([]);
  });

  it('names no file that is not there', () => {
    const gone = system.filter((path) => !files.some((file) => file.startsWith(path)));
    expect(gone).toEqual([]);
  });
});
