import 'server-only';
import type { LiveTopic } from '#lib/live/contract';

/**
 * Topics of which nothing that is kept (remembered.ts) tells: what changes these alone changes no figure. A test holds
 * the tables behind them against what is kept.
 */
const quiet = [
  'statements',
  'income',
  'identity',
  'asset_reports',
  'proof_packs',
  'notifications',
  'archives',
] as const satisfies LiveTopic[];
type Quiet = (typeof quiet)[number];

/**
 * What a figure may be made of. `rows` is of transactions what is not said of them: amounts, the bank's days, parts, links
 * and pairs; a commit about `transactions` is about these as well, but for one that writes decisions alone. Which
 * table belongs to which is in `e2e/support/topic-tables.ts`, and held there.
 */
export type ShownTopic = Exclude<LiveTopic, Quiet> | 'rows';

/** What reads accounts through who sees them (SeenAccount, SeenItem) is made of these, whatever else it is made of. */
export const seenTopics = ['accounts', 'items', 'household'] as const;

/**
 * What a commit about these topics may change of what is kept; nothing for one that changes no figure.
 *
 * @param decidedAlone  of transactions it wrote nothing but what people decide
 */
export function toShown(topics: readonly LiveTopic[], decidedAlone = false): ShownTopic[] {
  const shown: ShownTopic[] = topics.filter((topic) => !isQuiet(topic));
  return shown.includes('transactions') && !decidedAlone ? [...shown, 'rows'] : shown;
}

function isQuiet(topic: LiveTopic): topic is Quiet {
  return quiet.some((each) => each === topic);
}
