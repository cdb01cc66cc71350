import 'server-only';
import type { LiveTopic } from '#lib/live/contract';

/**
 * Topics of which nothing that is kept (remember.ts) tells: what changes these alone changes no figure. A test holds
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

/** Whether a commit about these topics may change a figure. */
export function changesFigures(topics: readonly LiveTopic[]): boolean {
  return topics.some((topic) => !quiet.has(topic));
}
