import 'server-only';
import { addDays, type CivilDate, civilDateIn } from '#lib/dates/civil-date';
import { AppError } from '#lib/errors';

/** @throws AppError invalid_input for a day that has begun nowhere yet */
export function requirePast(date: CivilDate): void {
  if (date <= addDays(civilDateIn('UTC', new Date()), 1)) return;
  throw new AppError('invalid_input', 'This day is yet to come. Nothing was changed.');
}
