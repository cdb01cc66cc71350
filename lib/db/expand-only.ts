import 'server-only';

/**
 * What of a migration the app of one release before cannot live with, in words: while a deploy is
 * under way, and after one goes back, the old app runs on the new schema. It reads and writes the
 * columns it knows and leaves out the others.
 *
 * Judged by the text alone, so that a migration need not be run to be refused. What SQL cannot tell is
 * said in docs/upgrading.md.
 */
export function findContractions(sql: string): string[] {
  const statements = splitStatements(sql);
  const made = findMade(statements);
  return statements.flatMap((statement) =>
    rules
      .filter((rule) => rule.breaks(statement, made))
      .map(({ says }) => `${says}: ${statement.replace(/\s+/g, ' ').slice(0, 120)}`),
  );
}

/** The migration whose release stopped using what this one takes away; null when it does not say. */
export function readContractNote(sql: string): string | null {
  return /^-- contract: since (\w+)/m.exec(sql)?.[1] ?? null;
}

/** What comes into being in the same migration: no app of before can be in its way. */
type Made = { tables: Set<string>; columns: Set<string>; others: Set<string> };

type Rule = { says: string; breaks: (statement: string, made: Made) => boolean };

const rules: Rule[] = [
  {
    says: 'takes away a table, a column, a view, a function or a type',
    breaks: (statement, { others }) => {
      if (/^ALTER TABLE\b[\s\S]*\bDROP COLUMN\b/i.test(statement)) return true;
      const [, name = ''] =
        /^DROP (?:TABLE|VIEW|FUNCTION|TYPE)(?: IF EXISTS)? "?(\w+)/i.exec(statement) ?? [];
      return name !== '' && !others.has(name);
    },
  },
  {
    says: 'renames what the old app knows by its name',
    breaks: (statement) =>
      /^ALTER (?:TABLE|VIEW|TYPE)\b[\s\S]*\bRENAME (?:TO|COLUMN|VALUE|")/i.test(statement),
  },
  {
    says: 'adds a column that the old app does not fill',
    breaks: (statement, { tables }) =>
      !tables.has(tableOf(statement)) &&
      clausesOf(statement).some(
        (clause) =>
          /^ADD COLUMN\b/i.test(clause) &&
          /\bNOT NULL\b/i.test(clause) &&
          !/\b(?:DEFAULT|GENERATED)\b/i.test(clause),
      ),
  },
  {
    says: 'changes what a column takes',
    breaks: (statement, { tables }) =>
      !tables.has(tableOf(statement)) &&
      clausesOf(statement).some((clause) =>
        /^ALTER COLUMN "\w+" (?:SET NOT NULL|DROP DEFAULT|(?:SET DATA )?TYPE)\b/i.test(clause),
      ),
  },
  {
    says: 'refuses rows that the old app may write',
    breaks: (statement, made) => {
      const index = /^CREATE UNIQUE INDEX\b[\s\S]*? ON "?(\w+)"?\s*(\([\s\S]*)/i.exec(statement);
      if (index) return narrows(index[1], index[2], made);
      return clausesOf(statement).some((clause) => {
        const [, kind = '', rest = ''] =
          /^ADD CONSTRAINT "\w+" (FOREIGN KEY|CHECK|UNIQUE|EXCLUDE)\b([\s\S]*)/i.exec(clause) ?? [];
        const columns = /FOREIGN/i.test(kind) ? rest.replace(/\bREFERENCES\b[\s\S]*/i, '') : rest;
        return kind !== '' && narrows(tableOf(statement), columns, made);
      });
    },
  },
  {
    says: 'builds an index while nobody can write (CREATE INDEX CONCURRENTLY in a file of its own)',
    breaks: (statement, { tables }) => {
      const [, table] = /^CREATE (?:UNIQUE )?INDEX "\w+" ON "?(\w+)/i.exec(statement) ?? [];
      return table !== undefined && !tables.has(table);
    },
  },
];

/** Whether a condition on a table that is there says nothing of a column that is new. */
function narrows(table = '', condition = '', { tables, columns }: Made): boolean {
  if (tables.has(table)) return false;
  const named = [...condition.matchAll(/"(\w+)"/g)].map(([, name]) => `${table}.${name}`);
  return !named.some((name) => columns.has(name));
}

function findMade(statements: string[]): Made {
  const made: Made = { tables: new Set(), columns: new Set(), others: new Set() };
  for (const statement of statements) {
    const [, kind = '', name = ''] =
      /^CREATE (?:OR REPLACE )?(TABLE|VIEW|FUNCTION|TYPE) "?(\w+)/i.exec(statement) ?? [];
    made.others.add(name);
    if (/TABLE/i.test(kind)) made.tables.add(name);
    for (const clause of clausesOf(statement)) {
      const [, column] = /^ADD COLUMN\s+"(\w+)"/i.exec(clause) ?? [];
      if (column) made.columns.add(`${tableOf(statement)}.${column}`);
    }
  }
  return made;
}

function tableOf(statement: string): string {
  return /^ALTER TABLE (?:ONLY )?"?(\w+)/i.exec(statement)?.[1] ?? '';
}

/** The changes of an ALTER TABLE, one by one; none of any other statement. */
function clausesOf(statement: string): string[] {
  const [, rest] = /^ALTER TABLE (?:ONLY )?"?\w+"?([\s\S]*)/i.exec(statement) ?? [];
  return (rest ?? '').split(/,(?=\s*(?:ADD|DROP|ALTER|RENAME)\b)/i).map((each) => each.trim());
}

/** Without comments, texts and bodies of functions, in which anything may be written. */
function splitStatements(sql: string): string[] {
  return sql
    .replace(/--.*$|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/gm, (part) =>
      part.startsWith('--') ? '' : "''",
    )
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
