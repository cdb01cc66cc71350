import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Stripping and compiling two hundred files of TypeScript is most of a start, and the stripper stays in memory:
// with the cache 0.3 s and 12 MB less. It checks every source it stands for; without write access it is idle.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/sandbox'));

await import('./run.ts');
