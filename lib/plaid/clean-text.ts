import 'server-only';
import { toSeenText } from '#lib/seen-text';

/**
 * Bank text is untrusted: control characters go (PostgreSQL refuses NUL), length is bounded, and no
 * half of a surrogate pair stays behind where it is cut.
 */
export function cleanText(text: string | null | undefined): string | null {
  const plain = toSeenText(text ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? null : plain.slice(0, 500).toWellFormed();
}
