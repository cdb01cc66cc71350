import type { z } from 'zod';
import { PlaidFailure } from './failure.ts';

type Issue = z.core.$ZodIssue;

const maxFieldsNamed = 20;

/**
 * Checks a request body against an operation's schema and answers in Plaid's words: first everything that
 * is missing, then everything that is unknown, then the first value that is wrong.
 */
export function validateBody<T>(schema: z.ZodType<T>, body: Record<string, unknown>): T {
  const result = schema.safeParse(body);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const missing = issues.filter((issue) => isMissing(issue, body)).map(nameField);
  if (missing.length > 0) {
    throw new PlaidFailure('MISSING_FIELDS', {
      message: `the following required fields are missing: ${listFields(missing)}`,
    });
  }
  const unknown = issues.flatMap(nameUnknownFields);
  if (unknown.length > 0) {
    throw new PlaidFailure('UNKNOWN_FIELDS', {
      message: `the following fields are not recognized by this endpoint: ${listFields(unknown)}`,
    });
  }
  const first = issues[0];
  throw new PlaidFailure('INVALID_FIELD', first ? { message: describeIssue(first) } : {});
}

function isMissing(issue: Issue, body: Record<string, unknown>): boolean {
  if (issue.path.length === 0) {
    return false;
  }
  let value: unknown = body;
  for (const step of issue.path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  }
  return value === undefined;
}

function nameUnknownFields(issue: Issue): string[] {
  if (issue.code !== 'unrecognized_keys') {
    return [];
  }
  return issue.keys.map((key) => [...issue.path, key].join('.'));
}

function nameField(issue: Issue): string {
  return issue.path.join('.');
}

function listFields(names: string[]): string {
  return [...new Set(names)].slice(0, maxFieldsNamed).join(', ');
}

function describeIssue(issue: Issue): string {
  const field = nameField(issue) || 'body';
  switch (issue.code) {
    case 'invalid_type':
      return `${field} must be ${nameType(issue.expected)}`;
    case 'invalid_value':
      return `${field} must be one of: ${issue.values.slice(0, maxFieldsNamed).map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `${field} must be a non-empty string`
        : `${field} must ${issue.origin === 'array' ? 'contain at least' : 'be at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `${field} must be at most ${issue.maximum} characters long`
        : `${field} must ${issue.origin === 'array' ? 'contain at most' : 'be at most'} ${issue.maximum}`;
    case 'custom':
      return `${field} ${issue.message}`;
    default:
      return `${field} is invalid`;
  }
}

function nameType(expected: string): string {
  if (expected === 'int') {
    return 'an integer';
  }
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}
