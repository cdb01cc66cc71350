import 'server-only';
import type { z } from 'zod';
import { AppError } from '#lib/errors';

/** No input of ours is nested deeper than this; one that is would end whoever walks it. */
const deepest = 32;

/** @throws AppError invalid_input, with a message for each field that is wrong */
export function parseInput<Value>(schema: z.ZodType<Value> | undefined, value: unknown): Value {
  if (!schema) return undefined as Value;
  refuseUnstorable(value, []);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  // A field may be called "__proto__" by whoever sends it: an object would lose it.
  const fields = new Map<string, string>();
  for (const { name, message } of result.error.issues.flatMap(nameFields)) {
    if (!fields.has(name)) fields.set(name, message);
  }
  // The fields are for programs and forms; their paths and the validator's words are for nobody else.
  throw new AppError('invalid_input', 'Nothing was changed: what was sent is not valid.', {
    fields: Object.fromEntries(fields),
  });
}

function nameFields(issue: z.core.$ZodIssue): { name: string; message: string }[] {
  const nameOf = (path: PropertyKey[]) => path.map(String).join('.') || 'body';
  if (issue.code === 'unrecognized_keys') {
    const message = 'This field is not known.';
    return issue.keys.map((key) => ({ name: nameOf([...issue.path, key]), message }));
  }
  // Of several shapes that were possible, the one that needs the least mending was meant.
  const [meant] =
    issue.code === 'invalid_union' ? issue.errors.toSorted((a, b) => a.length - b.length) : [];
  if (meant && meant.length > 0) {
    return meant.flatMap((each) => nameFields({ ...each, path: [...issue.path, ...each.path] }));
  }
  return [{ name: nameOf(issue.path), message: issue.message }];
}

/** PostgreSQL stores every character but NUL, and as JSON no half of one. @throws AppError invalid_input */
function refuseUnstorable(value: unknown, path: string[]): void {
  if (path.length > deepest) {
    throw new AppError('invalid_input', 'What was sent is nested too deep. Nothing was changed.', {
      fields: { [path[0] || 'body']: 'This is nested too deep.' },
    });
  }
  if (typeof value === 'string' && value.includes('\0')) {
    throw new AppError('invalid_input', 'A text holds a NUL character. Nothing was changed.', {
      fields: { [path.join('.') || 'body']: 'This holds a NUL character.' },
    });
  }
  if (typeof value === 'string' && !value.isWellFormed()) {
    throw new AppError('invalid_input', 'A text holds half a character. Nothing was changed.', {
      fields: { [path.join('.') || 'body']: 'This holds half a character.' },
    });
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) refuseUnstorable(each, [...path, name]);
}
