import 'server-only';
import { countDuplicates } from '#lib/duplicates/queries';
import { countMatches } from '#lib/matches/queries';
import type { Viewer } from '#lib/privacy/viewer';
import type { QuestionCounts } from './contract.ts';

/** How many questions wait for the viewer's answer; each noun counts its own. */
export async function countQuestions(viewer: Viewer): Promise<QuestionCounts> {
  const [matches, duplicates] = await Promise.all([countMatches(viewer), countDuplicates(viewer)]);
  return { matches, duplicates };
}
