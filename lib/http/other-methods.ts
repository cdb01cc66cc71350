import 'server-only';
import { AppError } from '#lib/errors';
import { answerRefusal } from './respond.ts';

/**
 * Re-exported whole by every route file, whose own methods take precedence: what is left answers in
 * the envelope, where Next would answer with an empty 405.
 */
export const GET = refuseMethod;
export const POST = refuseMethod;
export const PUT = refuseMethod;
export const PATCH = refuseMethod;
export const DELETE = refuseMethod;

async function refuseMethod(request: Request): Promise<Response> {
  const message = `${request.method} is not possible here. Nothing was changed.`;
  return answerRefusal(new AppError('method_not_allowed', message));
}
