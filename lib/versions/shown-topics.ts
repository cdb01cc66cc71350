import 'server-only';
import { type LiveTopic, liveTopics } from '#lib/live/contract';

/**
 * Topics of which nothing that is kept (remembered.ts) tells: what changes these alone changes no figure. A test holds
 * the tables behind them against what is kept.
 */
const quiet: ReadonlySet<LiveTopic> = new Set<LiveTopic>([
  'statements',
  'income',
  'identity',
  'asset_reports',
  'proof_packs',
  'notifications',
  'archives',
]);

/**
 * What a figure may be made of. `rows` is of transactions what is not said of them: amounts, the bank's days, parts, links
 * and pairs; a commit about `transactions` is about these as well, but for one that writes decisions alone. Which
 * table belongs to which is in `e2e/support/topic-tables.ts`, and held there.
 */
export const shownTopics = [...liveTopics.filter((topic) => !quiet.has(topic)), 'rows'] as const;
export type ShownTopic = (typeof shownTopics)[number];

/** What reads accounts through who sees them (SeenAccount, SeenItem) is made of these, whatever else it is made of. */
export const seenTopics = ['accounts', 'items', 'household'] as const;

/**
 * What a commit about these topics may change of what is kept; nothing for one that changes no figure.
 *
 * @param decidedAlone  of transactions it wrote nothing but what people decide
 */
export function toShown(topics: readonly LiveTopic[], decidedAlone = false): ShownTopic[] {
  const shown: ShownTopic[] = topics.filter((topic) => !quiet.has(topic));
  return shown.includes('transactions') && !decidedAlone ? [...shown, 'rows'] : shown;
}
