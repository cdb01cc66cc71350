import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Declaration, listNamed, readDeclarations } from '#lib/testing/declarations';

/** Views, and rows that hold copies of others. */
const besides = [
  'EffectiveTransaction',
  'EffectiveLine',
  'EffectivePart',
  'EffectiveTag',
  'Notification',
  'Rule',
  'Security',
  'UndoStep',
];
const tables = [...listTablesOfAccounts(), ...besides];
const models = tables.map((table) => table.charAt(0).toLowerCase() + table.slice(1));
const reads = new RegExp(`"(?:${tables.join('|')})"|\\.(?:${models.join('|')})\\s*\\.\\w+\\(`);

/** The only ways to ask who sees what. */
const asks = new Set([
  'seesAccount',
  'seesItem',
  'requireAccount',
  'requireItem',
  'requireOwnItem',
  'readSights',
  'readItemSights',
  'listOpenAccounts',
  'listOwnItems',
  'requireCandidates',
]);

/** Work without anybody who looks: syncs, webhooks, tokens, checks. */
const system = [
  'lib/accounts/settle-balance.ts',
  'lib/backups/',
  'lib/bench/',
  'lib/consents/record-consent.ts',
  'lib/deletions/',
  'lib/institutions/',
  'lib/integrity/',
  'lib/jobs/',
  // Counts and ids for whoever runs it, who reads no household; e2e/operator.sweep.ts holds their answers to it.
  'lib/metrics/',
  'lib/operator/',
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
  'lib/notifications/find-news.ts',
  'lib/notifications/find-watched.ts',
  'lib/debts/write-debts.ts',
  'lib/identity/read-identity.ts',
  'lib/investments/list-account-ids.ts',
  'lib/investments/read-activity.ts',
  'lib/investments/read-held.ts',
  'lib/investments/read-holdings.ts',
  'lib/investments/renew-holdings.ts',
  'lib/investments/write-securities.ts',
  'lib/notifications/watch-item.ts',
  'lib/products/ask-product.ts',
  'lib/products/fetch-products.ts',
  'lib/products/find-due.ts',
  'lib/products/request-products.ts',
  'lib/statements/mutations.ts',
  'lib/statements/write-statements.ts',
  'lib/sync-runs/prune-sync-runs.ts',
  'lib/tie-out/count-rows.ts',
  'lib/tie-out/find-suspects.ts',
  'lib/tie-out/settle-tie-out.ts',
];

/** What takes no viewer beside what does, and why it need not. */
const reasons: Record<string, string> = {
  'lib/webhook-endpoints/note-events.ts noteEvents': 'asks who sees what it is about; tells no row',
  'lib/transactions/change-transactions.ts undoChange':
    'takes back what the member did; tells no row',
  'lib/transactions/carry-belongings.ts carryBelongings': 'part of what merges rows',
  'lib/transactions/belongings.ts takeOver': 'part of what merges rows',
  'lib/duplicates/carry-duplicates.ts carryDuplicates': 'part of what merges rows',
  'lib/duplicates/carry-duplicates.ts giveDuplicatesBack': 'part of undoAnswer; tells no row',
  'lib/transactions/give-back.ts giveBack': 'part of what merges rows',
  'lib/duplicates/decide-pairs.ts decidePairs': 'part of answerDuplicates, which asks',
  'lib/duplicates/put-away.ts bringBack': 'likewise',
  'lib/duplicates/put-away.ts putAway': 'likewise',
  'lib/matches/undo-answer.ts undoAnswer': 'takes back what the member did; tells no row',
  'lib/duplicates/release-duplicates.ts releaseDuplicates': 'for what withdraws rows; tells none',
  'lib/duplicates/suggest-duplicates.ts suggestDuplicates': 'for syncs; asks who sees both',
  'lib/duplicates/suggest-duplicates.ts suggestFromTieOut': 'likewise',
  'lib/goals/carry-goals.ts carryGoalAccounts': 'part of moveHistory, which asks',
  'lib/goals/change-goal.ts undoGoalChange': 'takes back what the member did; tells nothing',
  'lib/accounts/read-rows.ts readRows': 'part of listAccounts and getAccount, which ask',
  'lib/accounts/keep-balances.ts keepBalances':
    'part of refreshBalance, which asks, and of readHoldings',
  'lib/relinks/carry-choices.ts keepChoicesBefore': 'part of moveHistory, which asks',
  'lib/relinks/carry-choices.ts carryChoices': 'part of moveHistory, which asks',
  'lib/relinks/carry-choices.ts partChoices': 'part of undoRelink, which asks',
  'lib/relinks/carry-investments.ts carryInvestments': 'part of moveHistory, which asks',
  'lib/relinks/carry-investments.ts partInvestments': 'part of undoRelink, which asks',
  'lib/relinks/carry-links.ts keepLinksBefore': 'part of moveHistory, which asks',
  'lib/relinks/carry-transfers.ts keepTransfersBefore': 'part of moveHistory, which asks',
  'lib/relinks/carry-transfers.ts partTransfers': 'part of undoRelink, which asks',
  'lib/relinks/carry-attachments.ts partAttachments': 'part of undoRelink, which asks',
  'lib/relinks/kept-before.ts keptBefore': 'part of undoRelink, which asks',
  'lib/relinks/kept-rows.ts keptRows': 'part of undoRelink, which asks',
  'lib/relinks/carry-links.ts partLinks': 'part of undoRelink, which asks',
  'lib/tie-out/compare-again.ts compareAgain': 'part of answerDuplicates, which asks',
  'lib/settlements/write-settlement.ts requireRoom': 'part of settle, which asks',
  'lib/settlements/write-settlement.ts setClaimOf': 'likewise',
  'lib/settlements/write-settlement.ts setLink': 'likewise',
  'lib/settlements/write-settlement.ts undoSettlement':
    'takes back what the member did; tells no row',
  'lib/settlements/carry-settlements.ts carrySettlements': 'part of what merges rows',
  'lib/entries/mutations.ts undoEntryChange': 'takes back what the member did; tells no row',
  'lib/tags/change-tags.ts undoTagChange': 'takes back what the member did; tells no row',
  'lib/undo-steps/keep-step.ts keepStep': 'keeps what the member did',
  'lib/undo-steps/keep-step.ts insertStep': 'the same; its caller reads the rows as their viewer',
  'lib/undo-steps/keep-step.ts deleteOldSteps': 'for the worker; deletes',
  'lib/rules/delete-rule.ts undoDeletion': 'part of takeBack; tells nothing of the rule',
  'lib/rules/mutations.ts setPlace': 'puts rules in order; tells none',
  'lib/rules/read-rules.ts readRules': 'for what judges rows; tells nobody of them',
  'lib/rules/require-known.ts requireRule': 'for keepUnseen, which asks',
  'lib/link-events/mutations.ts recordLinkEvents': 'keeps what happened in Link',
  'lib/link-events/mutations.ts deleteOldLinkEvents': 'for the worker; deletes',
  'lib/link-events/queries.ts readLinkFunnel': 'for operators; tells of no account',
  'lib/items/forget-items.ts forgetItems': 'deletes what Plaid said of what is deleted',
  'lib/imports/find-imports.ts listUnfinishedFileImports': 'for the worker; tells ids alone',
  'lib/imports/find-imports.ts deleteAbandonedFileImports': 'for the worker; deletes',
  'lib/imports/keep-memos.ts keepMemos': 'part of an import; tells its own undo alone',
  'lib/imports/keep-memos.ts forgetMemos': 'for an undo; tells no row',
  'lib/investments/read-course-days.ts readCourseDays': 'part of getCourse, which asks',
  'lib/imports/remove-made.ts removeMade':
    'for an undo; deletes what nothing names, and tells none',
  'lib/imports/find-enriching.ts listUnenriched': 'for the worker; tells ids alone',
  'lib/imports/enrich-import.ts enrichImport': 'for the worker; sends what its member said may go',
  'lib/imports/read-import.ts readImport': 'part of runImport, which asks',
  'lib/imports/run-import.ts runImport': 'for the worker; asks for the member whose file it is',
  'lib/attachments/chunks.ts writeChunks': 'takes what was found by ofOpenAccounts or is new',
  'lib/attachments/chunks.ts readChunks': 'part of readAttachment, which asks',
  'lib/attachments/check-stores.ts checkStores':
    'for who runs the installation; names files by ids',
  'lib/attachments/sweep-objects.ts deleteUnusedObjects': 'for the worker; deletes',
  'lib/archives/chunk-rows.ts readChunkRows': 'part of writeArchive, with its plan’s condition',
  'lib/attachments/chunks.ts hasChunks': 'part of readAttachment, which asks',
  'lib/archive-imports/is-empty-household.ts isEmptyHousehold':
    'says only whether there is anything',
  'lib/attachments/mutations.ts deleteRemovedAttachments': 'for the worker; deletes',
  'lib/imports/apply-import.ts applyImport': 'part of runImport, which asks',
  'lib/imports/read-known.ts readKnown': 'part of runImport, which asks',
  'lib/items/delete-accounts.ts deleteAccounts': 'deletes what its caller was asked about',
  'lib/items/disconnect-item.ts requestRemoval': 'part of disconnectItem, or a member leaves',
  'lib/items/queries.ts describeItem': 'for the worker; tells nothing of accounts',
  'lib/items/read-rows.ts readRows': 'part of listItems and getItem, which ask',
  'lib/items/settle-unsaved-item.ts settleUnsavedItem': 'part of connectItem',
  'lib/costs/queries.ts readCosts': 'for operators; tells ids and counts',
  'lib/members/depart-member.ts departMember': 'gives to nobody what they did not see',
  'lib/notifications/balance-floors.ts readFloors':
    'reads the member’s own; tells no account’s name',
  'lib/notifications/mutations.ts markRead': 'marks the member’s own',
  'lib/notifications/notify.ts notify': 'tells those who know of the connection',
  'lib/notifications/tell-news.ts tellNews': 'for the worker; asks for each member whom it tells',
  'lib/notifications/tell-planned.ts tellPlanned': 'reads what the member was told',
  'lib/privacy/new-accounts.ts sightOfNewAccount': 'decides what others will see',
  'lib/privacy/queries.ts getPrivacy': 'lists what the viewer linked',
  'lib/categories/merge-category.ts mergeCategory':
    'moves what the household sorted, and tells no row',
  'lib/categories/merge-category.ts undoMerge': 'likewise',
  'lib/categories/set-mapping.ts remapRows': 'likewise',
  'lib/sample/make-sample.ts makeSample': 'fills a household that the person has just been given',
  'lib/versions/mutations.ts noteBankChange': 'tells nothing',
  'lib/transactions/bank-record.ts bankRecord': 'a column of rows about which its callers ask',
  'lib/transactions/bank-record.ts putRecordsBeside': 'for the worker; tells nobody of rows',
  'lib/month-sums/count-anew.ts countAnew': 'for the worker; tells nobody of rows',
  'lib/month-sums/join-differences.ts joinDifferences': 'for the worker; tells nobody of sums',
  'lib/traits/read-traits.ts readTraits': 'says only whether there is anything',
  'lib/splits/set-split.ts undoSplit': 'takes back what the member did; tells no row',
  'lib/splits/copy-own-parts.ts copyOwnParts': 'moves what a person decided; tells no row',
  'lib/splits/copy-own-parts.ts carrySplits': 'likewise',
  'lib/splits/write-parts.ts writeParts': 'part of setSplit, which asks, and of what judges rows',
  'lib/relinks/carry-splits.ts partSplits': 'part of undoRelink, which asks',
  'lib/relinks/carry-splits.ts partsOf': 'part of moveHistory, which asks',
  'lib/rules/rule-splits.ts changeRuleSplits': 'for what moves categories and tags; tells no rule',
  'lib/transactions/line-conditions.ts lineConditions': 'part of filterConditions, which asks',
  'lib/transactions/line-conditions.ts hasLine': 'likewise',
  'lib/transactions/counted-lines.ts notWhole': 'likewise; tells ids alone',
  'lib/transactions/counted-lines.ts linesOf': 'of rows about which its callers ask',
  'lib/transactions/counted-lines.ts inParts': 'likewise',
  'lib/transactions/filter-conditions.ts foundByText': 'likewise',
  'lib/transactions/few-rows.ts findFew': 'ids for filterConditions, which asks of each',
  'lib/transactions/line-columns.ts joinCounted': 'of the rows of a page',
  'lib/transactions/page-of.ts pageOf': 'takes the conditions of filterConditions, which asks',
  'lib/transactions/page-of.ts rowsNamed': 'the rows of pageOf',
  'lib/transactions/page-of.ts rowsOfPage': 'the rows of pageOf',
  'lib/rules/settle-parts.ts settleParts': 'for what writes rows; tells nobody of them',
  'lib/rules/rule-splits.ts restoreRuleSplits': 'likewise',
  'lib/relinks/carry-tags.ts partTags': 'part of undoRelink, which asks',
  'lib/relinks/carry-tags.ts tagsOf': 'part of moveHistory, which asks',
  'lib/relinks/keep-before.ts keepAccountsBefore': 'part of moveHistory, which asks',
  'lib/relinks/keep-before.ts keepRowsBefore': 'part of moveHistory, which asks',
  'lib/relinks/move-history.ts settle': 'part of moveHistory and undoRelink, which ask',
  'lib/relinks/mutations.ts forgetOldRelinks': 'for the worker; deletes',
  'lib/relinks/plan-relink.ts planRelink': 'takes connections that requireCandidates gave',
  'lib/relinks/queries.ts getRelink': 'answers moveHistory and undoRelink, which ask',
  'lib/push-devices/send-push.ts sendPush': 'for the worker; tells the member what they were told',
  'lib/recurring/change-streams.ts undoStreams': 'takes back what the member did; tells no row',
  'lib/recurring/read-found-rows.ts readFoundRows': 'for settleStreams',
  'lib/recurring/read-plaid-streams.ts listUnread': 'for the worker; tells ids alone',
  'lib/recurring/read-plaid-streams.ts readPlaidStreams': 'for settleStreams',
  'lib/recurring/request-streams.ts listUnsettledStreams': 'for the worker; tells ids alone',
  'lib/recurring/settle-streams.ts settleStreams': 'for the worker; tells nobody of rows',
  'lib/tie-out/check-tie-out.ts checkTieOut': 'for the worker',
  'lib/rules/apply-rules.ts applyRulesTo': 'for what writes rows; tells nobody of them',
  'lib/rules/apply-rules.ts applyRulesToAll': 'tells by account; changeRules adds up what is seen',
  'lib/rules/apply-rules.ts applyRulesToItems': 'for what writes rows; tells nobody of them',
  'lib/tags/take-tag-away.ts undoTakingAway': 'likewise',
  'lib/transfers/change-transfers.ts changeTransfers': 'its callers ask about each end',
  'lib/transfers/change-transfers.ts undoTransfers': 'part of takeBack; tells no row',
  'lib/transfers/change-transfers.ts setBar': 'part of barTransfers, which asks',
  'lib/transfers/carry-transfers.ts carryTransfers': 'part of what merges rows',
  'lib/transfers/carry-transfers.ts carryTransferAccounts': 'part of moveHistory, which asks',
  'lib/transfers/read-pairs.ts readPairs': 'for settleTransfers',
  'lib/transfers/read-pairs.ts readExchanges': 'for settleTransfers',
  'lib/transfers/request-transfers.ts listUnsettled': 'for the worker; tells ids alone',
  'lib/transfers/settle-transfers.ts settleTransfers': 'for what writes rows; tells nobody of them',
};

const all = readDeclarations();

/** Exported functions that read account data, by themselves or by what their file keeps to itself. */
const readers = [...all.values()].filter(
  (each) =>
    each.isExportedFunction &&
    !system.some((path) => each.file.startsWith(path)) &&
    listOwn(each).some(({ text }) => reads.test(text)),
);

describe('whatever reads accounts', () => {
  it('is found', () => {
    expect(tables).toEqual(expect.arrayContaining(['Account', 'TieOut', 'AttachmentChunk']));
    expect(readers.length).toBeGreaterThan(40);
  });

  it('takes a viewer and asks what they may see, or is named here with its reason', () => {
    const isOpen = (each: Declaration) =>
      !/\b(Viewer|Asking|Exporter|Reader)\b/.test(each.header) || !reachesQuestion(each);
    const open = readers.filter(isOpen).map(({ file, name }) => `${file} ${name}`);
    expect(open.filter((name) => !(name in reasons))).toEqual([]);
    expect(Object.keys(reasons).filter((name) => !open.includes(name))).toEqual([]);
  });

  it('names no file that is not there', () => {
    const files = [...all.values()].map(({ file }) => file);
    expect(system.filter((path) => !files.some((file) => file.startsWith(path)))).toEqual([]);
  });
});

/** Accounts, connections and transactions, and whatever names one or belongs to what does. */
function listTablesOfAccounts(): string[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const all = [...schema.matchAll(/^model (\w+) \{([\s\S]*?)^\}/gm)];
  const found = new Set(['Account', 'Item', 'Transaction']);
  const names = /^ {2}(?:accountId|transactionId|itemId)s?\b/m;
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const [, table = '', fields = ''] of all) {
      const owners = [...fields.matchAll(/^ {2}\w+ +(\w+)\??.*@relation\(.*fields:/gm)];
      const belongs = owners.some(([, owner = '']) => found.has(owner));
      if (belongs || names.test(fields)) found.add(table);
    }
  }
  return [...found];
}

/** A declaration with what it names of its own file that nobody else can call. */
function listOwn(of: Declaration, seen = new Set<Declaration>()): Declaration[] {
  seen.add(of);
  for (const key of listNamed(all, of)) {
    const named = all.get(key);
    if (named && named.file === of.file && !named.isExportedFunction && !seen.has(named)) {
      listOwn(named, seen);
    }
  }
  return [...seen];
}

/** Whether it asks, or calls what does. */
function reachesQuestion(of: Declaration, seen = new Set<Declaration>()): boolean {
  seen.add(of);
  return listNamed(all, of).some((key) => {
    const named = all.get(key);
    if (!named || seen.has(named)) return false;
    return asks.has(named.name) || reachesQuestion(named, seen);
  });
}
