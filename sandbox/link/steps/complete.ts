import type { NewItem } from '../../items/create-item.ts';
import type { Sandbox } from '../../sandbox.ts';
import { addItem } from '../add-item.ts';
import { announceFinish, announceItem } from '../announce.ts';
import type { Finished, StepView } from '../browser/protocol.ts';
import { asksForBankIncome, recordIncome } from '../income.ts';
import { allowsSeveralItems } from '../link-token.ts';
import {
  type AddedItem,
  finishSession,
  freshProgress,
  type LinkSession,
  saveProgress,
} from '../session.ts';

/** Everything has been asked: the Item is made or repaired, and the session ends unless more may follow. */
export function complete(
  sandbox: Sandbox,
  session: LinkSession,
  accountIds: string[] | null,
  numbers?: NewItem['numbers'],
): StepView {
  return sandbox.db.transaction(() => {
    const item = addItem(sandbox, session, accountIds, numbers);
    recordIncome(sandbox, session, item.publicToken);
    announceItem(sandbox, session, item.publicToken);
    if (!allowsSeveralItems(session.token)) {
      return finish(sandbox, session, [item]);
    }
    const added = [...session.progress.added, item];
    saveProgress(sandbox, session, { ...freshProgress(), step: 'added', added });
    return {
      step: 'added',
      banks: added.map(({ institution, accounts }) => ({
        name: institution?.name ?? null,
        accountCount: accounts.length,
      })),
    };
  });
}

/** Ends a session that has led to something. */
export function finish(sandbox: Sandbox, session: LinkSession, items: AddedItem[]): Finished {
  if (finishSession(sandbox, session, { kind: 'success', items })) {
    announceFinish(sandbox, session, items);
  }
  const [only] = items;
  // With several Items the application learns of them by webhook or from /link/token/get alone.
  const isSilent = allowsSeveralItems(session.token) || !only;
  return {
    step: 'finished',
    publicToken: isSilent ? null : only.publicToken,
    institution: isSilent ? null : only.institution,
    accounts: isSilent ? [] : only.accounts,
    added: items.length,
    readsBankIncome: asksForBankIncome(session.token.request),
  };
}
