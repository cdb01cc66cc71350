const examples = [
  ['coffee beans', 'Both words, in the merchant, the bank’s text or the note'],
  ['"first platypus"', 'These words in a row'],
  ['12.99', 'An amount of this size'],
  ['>50   50..80', 'Sizes, whichever way the money went'],
  ['<-20   >+1000', 'With a sign: money out, money in'],
  ['2026-05   >2026-01-15', 'Days and months; also after: and before:'],
  ['category:groceries', 'A category or a group; category:none for none'],
  ['account:checking', 'An account, by its name or last digits'],
  ['tag:holiday', 'A tag'],
  ['is:pending', 'Also posted, reviewed, unreviewed, hidden, visible, owed, split, transfer'],
  ['is:spending', 'What counts so in budgets and reports, to the cent; also income'],
  ['counts:cashflow', 'Both at once'],
  ['has:note', 'Also category, tag, attachment, refund'],
] as const;

/** What the search understands, by examples. */
export function SearchExamples() {
  return (
    <>
      <dl className="flex flex-col gap-2.5">
        {examples.map(([text, meaning]) => (
          <div key={text}>
            <dt className="whitespace-pre font-mono text-sm">{text}</dt>
            <dd className="text-ink-soft text-sm">{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 border-line border-t pt-3 text-ink-soft text-sm">
        All of it must hold. What is none of these is searched as words.
      </p>
    </>
  );
}
