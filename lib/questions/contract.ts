/** How many of each kind wait for an answer: one line here for each section of the page. */
export type QuestionCounts = {
  transfers: number;
  duplicates: number;
  matches: number;
  splits: number;
  settlements: number;
};

export function sumQuestions(counts: QuestionCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
