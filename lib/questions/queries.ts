import 'server-only';
import { countDuplicates } from '#lib/duplicates/queries';
import { countMatches } from '#lib/matches/queries';
import type { Viewer } from '#lib/privacy/viewer';
import { countTroubledLinks } from '#lib/settlements/troubled-links';
import { countUnsettledSplits } from '#lib/splits/queries';
import { readTraits } from '#lib/traits/read-traits';
import { countTransferQuestions } from '#lib/transfers/queries';
import { anything, remembered } from '#lib/versions/remembered';
import type { QuestionCounts } from './contract.ts';

/** How many questions wait for the viewer's answer; each noun counts its own. */
export const countQuestions = remembered(
  'questions',
  anything,
  async (viewer: Viewer): Promise<QuestionCounts> => {
    const has = await readTraits(viewer);
    const [transfers, duplicates, matches, splits, settlements] = await Promise.all([
      has.transfers ? countTransferQuestions(viewer) : 0,
      has.duplicates ? countDuplicates(viewer) : 0,
      has.matches ? countMatches(viewer) : 0,
      has.parts ? countUnsettledSplits(viewer) : 0,
      has.links ? countTroubledLinks(viewer) : 0,
    ]);
    return { transfers, duplicates, matches, splits, settlements };
  },
);
