import { duplicateAnswers } from '#lib/duplicates/contract';
import { answerDuplicates } from '#lib/duplicates/mutations';
import { route } from '#lib/http/route';

export * from '#lib/http/other-methods';

/** The same answer to many at once. */
export const POST = route(
  { method: 'POST', path: '/api/duplicates/answers', body: duplicateAnswers },
  ({ session, body }) => answerDuplicates(session, body.duplicateIds, body.answer),
);
