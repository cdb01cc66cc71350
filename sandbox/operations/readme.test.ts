import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../contract/watch.ts';
import { operations } from './registry.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** The paths of the rows of the operations table with this answer. */
function listPaths(answer: 'works' | '404'): string[] {
  return readme
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells[1]?.startsWith('`/') && cells[2] === answer)
    .flatMap(([, paths = '']) => [...paths.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path));
}

describe('the table of operations in the README', () => {
  it('names what works, each once', () => {
    expect(listPaths('works').toSorted()).toEqual([...operations.keys()].toSorted());
  });

  it('calls nothing absent that works', () => {
    expect(listPaths('404').filter((path) => operations.has(path))).toEqual([]);
  });

  it('has a place for every operation of Plaid’s', (context) => {
    if (!contract) {
      return context.skip('not run: PLAID_OPENAPI does not name Plaid’s OpenAPI file');
    }
    const absent = listPaths('404');
    const unplaced = contract.paths.filter((path) => {
      const family = `/${path.split('/')[1]}/*`;
      return !operations.has(path) && !absent.includes(path) && !absent.includes(family);
    });
    expect(unplaced).toEqual([]);
  });
});
