import 'server-only';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

/** Below it a password falls to whoever tries what people choose first: ten thousand million tries. */
const leastGuessesLog10 = 10;
/** What comes after makes no password worse, and estimating it takes long. */
const estimatedLength = 64;

let estimator: ZxcvbnFactory | undefined;

/**
 * Refuses a password that is tried first: one of 49,000 common ones, two or three of them in a row, a
 * run over the keyboard, a repetition, or the person's own name or address. There are no rules on what it
 * is made of.
 *
 * @throws AppError invalid_input
 */
export function requireStrongPassword(
  password: string,
  person: { name: string; email: string },
): void {
  estimator ??= new ZxcvbnFactory({
    graphs: adjacencyGraphs,
    dictionary,
    maxLength: estimatedLength,
    l33tMaxSubstitutions: 16,
  });
  const known = knownWords(person);
  const { guessesLog10 } = estimator.check(password, known);
  if (guessesLog10 >= leastGuessesLog10 && !isMadeOf(known, password)) return;
  const message = 'This is among what is tried first. Use a few words that do not belong together.';
  throw new AppError('invalid_input', 'Nothing was changed: the password is too easy to guess.', {
    fields: { password: message },
  });
}

/** What anybody can know of the person and of this place. */
function knownWords({ name, email }: { name: string; email: string }): string[] {
  const words = `${name} ${email} ${new URL(env().APP_URL).hostname} plumbline`;
  return words
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
}

/** Whether next to nothing is left of a password without these words, whatever stands between them. */
function isMadeOf(words: string[], password: string): boolean {
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), password.toLowerCase());
  return rest.length < password.length && rest.replace(/[^\p{L}\p{N}]/gu, '').length < 6;
}
