import { undoStepParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';
import { takeBack } from '#lib/undo-steps/take-back';

export * from '#lib/http/other-methods';

/** Takes back what was done by that step. */
export const POST = route(
  {
    method: 'POST',
    path: '/api/undo-steps/[undoStepId]',
    params: undoStepParams,
    status: 204,
  },
  async ({ session, params }) => {
    await takeBack(session, params.undoStepId);
  },
);
