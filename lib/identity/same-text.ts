import 'server-only';

/** Letters and digits in one case, without accents; whatever else stands between them is one space. */
export function toLetters(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’.]/gu, '')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Whether two names are one person's, written differently: "CHARLESON, ALBERTA B" and "Alberta Bobbeth Charleson". First and last name
 * are the same, and of the names between either says nothing that the other contradicts.
 */
export function isSameName(a: string, b: string): boolean {
  const [one, other] = [splitName(a), splitName(b)];
  if (one.join(' ') === other.join(' ')) return true;
  if (one.length < 2 || other.length < 2) return false;
  if (one[0] !== other[0] || one.at(-1) !== other.at(-1)) return false;
  const [fewer, more] = [one.slice(1, -1), other.slice(1, -1)].sort((x, y) => x.length - y.length);
  return (fewer ?? []).every((name, index) => isShortFor(name, more?.[index] ?? ''));
}

/** In capitals, the first name first. */
function splitName(name: string): string[] {
  const [last = '', first] = name.split(',', 2);
  return toLetters(first?.trim() ? `${first} ${last}` : name).split(' ');
}

/** An initial stands for every name that begins with it. */
function isShortFor(a: string, b: string): boolean {
  return a.length === 1 || b.length === 1 ? a[0] === b[0] : a === b;
}

/** The same digits, with or without a country's code in front of a number of ten; an extension is no part of it. */
export function isSamePhone(a: string, b: string): boolean {
  const [one, other] = [toDigits(a), toDigits(b)];
  return one !== '' && one === other;
}

function toDigits(phone: string): string {
  const [number = ''] = phone.split(/[a-z]/i, 1);
  const digits = number.replaceAll(/\D/g, '');
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Letters in one case; "ana+bank@" is another address than "ana@", though both may reach Ana. */
export function isSameEmail(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
