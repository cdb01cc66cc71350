import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { failPoints } from './fail-point.ts';

const code = globSync('lib/**/*.ts', { exclude: ['lib/fail-point*.ts'] })
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const drills = globSync('e2e/*.drill.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

it.each(failPoints)('%s is reached by the product, once, and by a drill', (point) => {
  expect(code.split(`failPoint('${point}')`)).toHaveLength(2);
  expect(drills).toContain(`'${point}'`);
});
