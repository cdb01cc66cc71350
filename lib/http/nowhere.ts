import 'server-only';
import { AppError } from '#lib/errors';
import { answerRefusal } from './respond.ts';

/** For an address of the API that is none. */
export async function answerNowhere(): Promise<Response> {
  return answerRefusal(new AppError('not_found', 'There is nothing at this address.'));
}
