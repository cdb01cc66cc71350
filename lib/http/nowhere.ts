import 'server-only';
import { AppError } from '#lib/errors';
import { answerError } from './respond.ts';

/** For an address of the API that is none. */
export async function answerNowhere(request: Request): Promise<Response> {
  return answerError(new AppError('not_found', 'There is nothing at this address.'), request);
}
