import { duplicateAnswer } from '#lib/duplicates/contract';
import { answerDuplicates } from '#lib/duplicates/mutations';
import { duplicateParams } from '#lib/http/path-params';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/duplicates/[duplicateId]',
    params: duplicateParams,
    body: duplicateAnswer,
  },
  ({ session, params, body }) => answerDuplicates(session, [params.duplicateId], body.answer),
);
