import { z } from 'zod';

/**
 * A text as it can stand in a line beside ours: without control characters, and without those that turn
 * the direction of whatever follows them. Letters that are written from right to left stay as they are.
 */
export function toSeenText(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** What a person calls something. */
export const nameText = z.string().overwrite(toSeenText).trim();
