/** What a page may be showing: each name is a noun whose SWR keys are read again. */
export const liveTopics = [
  'items',
  'accounts',
  'transactions',
  'categories',
  'tags',
  'rules',
  'budgets',
  'rates',
  'goals',
  'recurring',
  'products',
  'debts',
  'investments',
  'statements',
  'income',
  'identity',
  'asset_reports',
  'proof_packs',
  'notifications',
  'household',
  'archives',
  'imports',
] as const;
export type LiveTopic = (typeof liveTopics)[number];

/** The topics that an event names, as far as this page knows them. @throws SyntaxError */
export function readTopics(event: string): LiveTopic[] {
  const { topics } = JSON.parse(event) as { topics?: unknown };
  return liveTopics.filter((each) => Array.isArray(topics) && topics.includes(each));
}

/** The last event of a stream whose session ended: its page shows nothing any more. */
export const signedOutEvent = 'signed-out';
