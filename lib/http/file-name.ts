import 'server-only';

/**
 * A name that a browser gave to a file, as it may be shown: what stands after the last slash, without
 * what could not be seen or would turn the text around.
 */
export function toFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const seen = last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...seen].slice(0, 200).join('') || 'file';
}
