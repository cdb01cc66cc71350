import 'server-only';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Patch, SeededBug } from './seeded-bugs.ts';

/**
 * Makes this thread load the project with a bug in it: sources are changed on their way from disk,
 * so production code carries no switches for tests. To be called before the engine is imported.
 *
 * @returns the files that were loaded, and so carry the bug, by the time it is called
 */
export function seedBug(bug: SeededBug): () => Set<string> {
  const seeded = new Set<string>();
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const patches = bug.patches.filter(({ file }) => toUrl(file) === url);
      if (patches.length === 0) return loaded;
      for (const { file } of patches) seeded.add(file);
      return { ...loaded, source: applyPatches(String(loaded.source), patches) };
    },
  });
  return () => seeded;
}

/** @throws when a patch does not match the source exactly once: the bug would not be in it */
export function applyPatches(source: string, patches: Patch[]): string {
  return patches.reduce((patched, { file, find, replace }) => {
    const [before, after, ...more] = patched.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`The bug to seed no longer fits ${file}: ${find}`);
    }
    return before + replace + after;
  }, source);
}

function toUrl(file: string): string {
  return pathToFileURL(join(process.cwd(), file)).href;
}
