import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A function, constant or type at the top of a file. */
export type Declaration = {
  file: string;
  name: string;
  text: string;
  isExportedFunction: boolean;
  /** Between its name and its body. */
  header: string;
};

/** What the server's files declare, keyed by file and name: `lib/tags/queries.ts listTags`. */
export function readDeclarations(): Map<string, Declaration> {
  const files = globSync('lib/**/*.ts').filter(
    (file) => !/\.test\.ts$|lib\/db\/generated\//.test(file),
  );
  const all = files.flatMap((file) => split(file, readFileSync(file, 'utf8')));
  return new Map(all.map((each) => [`${each.file} ${each.name}`, each]));
}

/** Keys of what a declaration names: of its own file, and what that file imports by name. */
export function listNamed(all: Map<string, Declaration>, { file, text, name }: Declaration) {
  const homes = readHomes(file);
  return [...new Set(text.match(/[A-Za-z_]\w*/g))]
    .filter((word) => word !== name)
    .map((word) => `${homes.get(word) ?? file} ${word}`)
    .filter((key) => all.has(key));
}

const start = /^(export )?(?:(?:async )?(function)\*?|const|class|type) (\w+)/gm;

/** Formatted code: only what is at the top begins in the first column. */
function split(file: string, text: string): Declaration[] {
  const starts = [...text.matchAll(start)];
  return starts.map(({ index, 1: exported, 2: kind, 3: name = '' }, at) => {
    const own = withoutComments(text.slice(index, starts[at + 1]?.index));
    // The header ends with its line, or with the line that closes its parameters.
    const [header = ''] = /^.*(?:\).*\{$|[\s\S]*?^[)}].*\{$)/m.exec(own) ?? [];
    // What is remembered takes a viewer, as its type says.
    const isRemembered = /^export const \w+ = remembered\(/.test(own);
    const isExportedFunction = Boolean(exported && (kind || isRemembered));
    return { file, name, text: own, header: isRemembered ? 'Viewer' : header, isExportedFunction };
  });
}

/** The file that each imported name comes from. */
function readHomes(file: string): Map<string, string> {
  const known = homesByFile.get(file);
  if (known) return known;
  const homes = new Map<string, string>();
  const imports = /^import \{([^}]*)\} from '(#|\.)([^']*)'/gm;
  for (const [, names = '', root, path = ''] of readFileSync(file, 'utf8').matchAll(imports)) {
    const home = root === '#' ? `${path.replace(/^\//, '')}.ts` : join(dirname(file), `.${path}`);
    for (const name of names.match(/\w+/g) ?? []) homes.set(name, home);
  }
  homesByFile.set(file, homes);
  return homes;
}

const homesByFile = new Map<string, Map<string, string>>();

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
