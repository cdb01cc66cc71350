import { getJson } from './api.ts';

const answers = new Map<string, Promise<unknown>>();

/** So long an answer waits for whoever reads it; later it may no longer be true. */
const keptMs = 1_000;

/** Asks for what the page is about to read, while React is still on its way to reading it. */
export function askAhead(path: string): void {
  if (answers.has(path)) return;
  const answer = getJson<unknown>(path);
  // Whoever reads it hears of it, and of what nobody reads nobody needs to.
  answer.catch(() => {});
  answers.set(path, answer);
  setTimeout(() => {
    if (answers.get(path) === answer) answers.delete(path);
  }, keptMs);
}

/** What was asked ahead, for one reader; what was not is asked now. @throws ApiError */
export function readJson<Value>(path: string): Promise<Value> {
  const answer = answers.get(path);
  answers.delete(path);
  return answer ? (answer as Promise<Value>) : getJson<Value>(path);
}
