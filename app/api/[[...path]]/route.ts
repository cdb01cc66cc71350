import { answerNowhere } from '#lib/http/nowhere';

/** Every address of the API that no other route has. */
export const GET = answerNowhere;
export const POST = answerNowhere;
export const PUT = answerNowhere;
export const PATCH = answerNowhere;
export const DELETE = answerNowhere;
