import 'server-only';
import { AppError } from '#lib/errors';

/**
 * Parameters by name. Of two with one name, whoever looked at the request before us may have meant the
 * other: neither is taken.
 *
 * @throws AppError invalid_input, naming it
 */
export function readParams(params: URLSearchParams): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of params) {
    if (fields.has(name)) {
      throw new AppError('invalid_input', 'Something was sent twice. Nothing was changed.', {
        fields: { [name || 'body']: 'This is there more than once.' },
      });
    }
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
