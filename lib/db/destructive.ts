import 'server-only';

/** What takes data away or writes it anew, each as people call it. */
const destructive: readonly [RegExp, string][] = [
  [/^DROP\s+(?:TABLE|SCHEMA|DATABASE|OWNED|MATERIALIZED\s+VIEW)\b/, 'drops a table'],
  [/^DROP\s+TYPE\b.*\bCASCADE\b/, 'drops what uses a type'],
  [/^TRUNCATE\b/, 'empties a table'],
  [/^(?:WITH\b.*\b)?DELETE\s+FROM\b/, 'deletes rows'],
  [/^MERGE\b.*\bTHEN\s+DELETE\b/, 'deletes rows'],
  [
    /^ALTER\s+(?:FOREIGN\s+)?TABLE\b.*\bALTER\s+(?:COLUMN\s+)?(?:"[^"]*"|\w+)\s+(?:SET\s+DATA\s+)?TYPE\b/,
    'changes the type of a column',
  ],
  [/^ALTER\s+TYPE\b.*\bDROP\s+ATTRIBUTE\b/, 'drops a part of a type'],
  [/^DO\b.*\b(?:DROP\s+TABLE|DROP\s+COLUMN|TRUNCATE|DELETE\s+FROM)\b/, 'deletes in a block'],
];

/** A clause that drops anything of a table but what keeps no data. */
const droppedColumn =
  /\bDROP\s+(?!CONSTRAINT\b|DEFAULT\b|NOT\s+NULL\b|IDENTITY\b|EXPRESSION\b)(?:COLUMN\s+)?(?:IF\s+EXISTS\s+)?(?:"[^"]*"|\w+)/;

/** `-- destructive: why` declares what no rule here can see, such as an UPDATE that writes over values. */
const declared = /^[ \t]*--[ \t]*destructive\b:?[ \t]*(.*)$/im;

/**
 * What a migration does to data that is there and could not be taken back; null where it does nothing of the
 * kind. Taking away indexes, views, triggers, functions, constraints and defaults loses no data. What is in
 * the body of a function runs another day.
 */
export function findDestruction(sql: string): string | null {
  const note = declared.exec(sql);
  if (note) return note[1]?.trim() || 'says that it is destructive';
  for (const statement of splitStatements(sql)) {
    const found = destructive.find(([pattern]) => pattern.test(statement));
    if (found) return found[1];
    if (/^ALTER\s+(?:FOREIGN\s+)?TABLE\b/.test(statement) && droppedColumn.test(statement)) {
      return 'drops a column';
    }
  }
  return null;
}

/** Statements in capitals and on one line each, without comments and without the text of literals. */
function splitStatements(sql: string): string[] {
  return blank(sql)
    .split(';')
    .map((each) => each.trim().replace(/\s+/g, ' ').toUpperCase())
    .filter((each) => each !== '');
}

const pieces = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/g;

/** A block that runs at once (DO) keeps its words; all other quoted text says nothing of what is done. */
function blank(sql: string): string {
  return sql.replace(pieces, (piece, _tag, at: number) => {
    if (piece.startsWith('--') || piece.startsWith('/*')) return ' ';
    if (piece.startsWith('"')) return '"x"';
    if (piece.startsWith("'")) return "''";
    const isBlock = /\bDO\s+(?:LANGUAGE\s+\w+\s+)?$/i.test(sql.slice(Math.max(0, at - 60), at));
    return isBlock ? piece.replace(/--[^\n]*/g, ' ').replace(/[;$]/g, ' ') : "''";
  });
}
