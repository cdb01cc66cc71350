import 'server-only';
import { countMatches } from '#lib/matches/queries';
import type { Viewer } from '#lib/privacy/viewer';
import type { QuestionCounts } from './contract.ts';

/** How many questions wait for the viewer's answer; each noun counts its own. */
export async function countQuestions(viewer: Viewer): Promise<QuestionCounts> {
  const [matches] = await Promise.all([countMatches(viewer)]);
  return { matches };
}
