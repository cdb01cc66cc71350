import { route } from '#lib/http/route';
import { countQuestions } from '#lib/questions/queries';

export * from '#lib/http/other-methods';

export const GET = route({ method: 'GET', path: '/api/questions' }, ({ session }) =>
  countQuestions(session),
);
