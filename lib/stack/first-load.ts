import 'server-only';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const build = '.next';

/**
 * What a browser loads of each page before it answers, by what the build says of it: compressed
 * kilobytes of JavaScript and CSS, by the page's folder in `app` ("(app)/transactions").
 */
export function weighFirstLoads(): Map<string, number> {
  const end = 'page_client-reference-manifest.js';
  const pages = globSync(`**/${end}`, { cwd: join(build, 'server', 'app') });
  return new Map(
    pages.map((path) => [path.slice(0, -end.length - 1), weigh([...frame(), ...listFiles(path)])]),
  );
}

/** What React and Next load with any page. */
export function weighFramework(): number {
  return weigh(frame());
}

function frame(): string[] {
  const manifest = JSON.parse(readFileSync(join(build, 'build-manifest.json'), 'utf8'));
  return (manifest as { rootMainFiles: string[] }).rootMainFiles;
}

type Manifest = {
  entryJSFiles: Record<string, string[]>;
  entryCSSFiles: Record<string, { path: string }[]>;
};

/** The manifest is a script that notes it under the page's name. */
function listFiles(path: string): string[] {
  const script = readFileSync(join(build, 'server', 'app', path), 'utf8');
  const json = script.slice(script.indexOf('"] = {') + '"] = '.length).replace(/;\s*$/, '');
  const { entryJSFiles, entryCSSFiles } = JSON.parse(json) as Manifest;
  return [
    ...shown(entryJSFiles).flat(),
    ...shown(entryCSSFiles).flatMap((files) => files.map((file) => file.path)),
  ];
}

/** What stands in for a page that failed comes only then. */
function shown<Files>(entries: Record<string, Files>): Files[] {
  return Object.entries(entries)
    .filter(([name]) => !/\/(error|global-error|not-found)$/.test(name))
    .map(([, files]) => files);
}

function weigh(files: readonly string[]): number {
  const sizes = [...new Set(files)].map((file) => gzipSync(readFileSync(join(build, file))).length);
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}
