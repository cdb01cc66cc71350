import 'server-only';

/** The pattern of LIKE for texts that contain this one; the person's % and _ are letters, not wildcards. */
export function containing(text: string): string {
  return `%${exactly(text)}%`;
}

/** The pattern of LIKE for this text alone. */
export function exactly(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
