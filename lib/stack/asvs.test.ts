import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';

// docs/asvs.md against the standard's own list, and against what is here.

/** The level of each requirement of ASVS 5.0.0, by section and in its order: 1.3.12 is the last of '1.3'. */
const levels: Record<string, string> = {
  ...{ '1.1': '22', '1.2': '1111122223', '1.3': '112222222223', '1.4': '222', '1.5': '123' },
  ...{ '2.1': '122', '2.2': '112', '2.3': '12223', '2.4': '23' },
  ...{ '3.1': '3', '3.2': '113', '3.3': '12223', '3.4': '11222233', '3.5': '11122333', '3.6': '3' },
  ...{ '3.7': '22333', '4.1': '12233', '4.2': '23333', '4.3': '22', '4.4': '1222' },
  ...{ '5.1': '2', '5.2': '112333', '5.3': '113', '5.4': '222' },
  ...{ '6.1': '122', '6.2': '111111112222', '6.3': '11223333', '6.4': '112233', '6.5': '22222333' },
  ...{ '6.6': '2223', '6.7': '33', '6.8': '2222' },
  ...{ '7.1': '222', '7.2': '1111', '7.3': '22', '7.4': '11222', '7.5': '223', '7.6': '22' },
  ...{ '8.1': '1233', '8.2': '1123', '8.3': '133', '8.4': '23', '9.1': '111', '9.2': '1222' },
  ...{ '10.1': '22', '10.2': '223', '10.3': '22223', '10.4': '1111122222233333', '10.5': '22222' },
  ...{ '10.6': '22', '10.7': '222', '11.1': '2233', '11.2': '22233', '11.3': '11233' },
  ...{ '11.4': '1222', '11.5': '23', '11.6': '23', '11.7': '33' },
  ...{ '12.1': '12233', '12.2': '11', '12.3': '22223' },
  ...{ '13.1': '2333', '13.2': '222223', '13.3': '2233', '13.4': '1222233' },
  ...{ '14.1': '22', '14.2': '12223333', '14.3': '122' },
  ...{ '15.1': '12233', '15.2': '12233', '15.3': '1222222', '15.4': '3333' },
  ...{ '16.1': '2', '16.2': '22222', '16.3': '2222', '16.4': '222', '16.5': '2223' },
  ...{ '17.1': '23', '17.2': '22223333', '17.3': '22' },
};

/** Of level 3, what we set ourselves. */
const ofLevel3 = [
  '3.4.7',
  '3.4.8',
  '6.3.5',
  '6.3.7',
  '6.3.8',
  '7.5.3',
  '13.1.3',
  '14.2.7',
  '15.4.2',
];

const standard = Object.entries(levels).flatMap(([section, all]) =>
  [...all].map((level, index) => ({ no: `${section}.${index + 1}`, level })),
);
const rows = [
  ...readFileSync('docs/asvs.md', 'utf8').matchAll(
    /^\| (\d+\.\d+\.\d+) \| (\d) \| .+ \| (.+) \|$/gm,
  ),
].map(([, no = '', level = '', verdict = '']) => ({ no, level, verdict }));

describe('the sheet of ASVS', () => {
  it('knows the standard as it is', () => {
    const count = (level: string) => standard.filter((each) => each.level === level).length;
    expect(['1', '2', '3'].map(count)).toEqual([70, 183, 92]);
  });

  it('has each requirement once, in its order, with its level', () => {
    const wanted = standard.filter(({ no, level }) => level !== '3' || ofLevel3.includes(no));
    expect(rows.map(({ no, level }) => ({ no, level }))).toEqual(wanted);
  });

  it('says of each whether it is met, does not apply, or is open', () => {
    expect(rows.filter(({ verdict }) => !/^(pass|N\/A|open): ./.test(verdict))).toEqual([]);
  });

  it('is summed up as it is', () => {
    const of = (kind: string) => rows.filter(({ verdict }) => verdict.startsWith(kind));
    const [, summary = ''] = readFileSync('docs/security.md', 'utf8').split('## ASVS 5.0');
    expect(summary).toContain(
      `${of('pass').length} are met, ${of('N/A').length} do not apply, ${of('open').length} are open`,
    );
    const named = [...summary.matchAll(/^\| (\d+\.\d+\.\d+) \|/gm)].map(([, no]) => no);
    expect(named).toEqual(of('open').map(({ no }) => no));
  });

  it('names what shows it, and nothing that is not there', () => {
    const files = globSync(['*.*', '{app,bin,components,docs,e2e,lib}/**/*.*'], {
      exclude: ['**/node_modules/**', 'lib/db/generated/**'],
    });
    const known = new Set(files.flatMap((file) => [file, ...namesOf(basename(file))]));
    const missing = rows
      .filter(({ verdict }) => verdict.startsWith('pass'))
      .map(({ no, verdict }) => {
        const named = [...verdict.matchAll(/`([\w./-]+\.[\w.-]+)`/g)].map(([, name = '']) => name);
        return { no, named: named.length, unknown: named.filter((name) => !known.has(name)) };
      })
      .filter(({ named, unknown }) => named === 0 || unknown.length > 0);
    expect(missing).toEqual([]);
  });
});

/** `seal.test.ts` is named so, and `seal.test`; `auth.integration.test.ts` also `auth.integration`. */
function namesOf(file: string): string[] {
  const bare = file.replace(/\.tsx?$/, '');
  return [file, bare, bare.replace(/\.test$/, '')].filter((name) => name.includes('.'));
}
