import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOwnRoutes } from '#lib/testing/routes';
import type { OpenApiDocument } from './wire.ts';
import { writeDocument } from './write-document.ts';

// `npm run openapi` writes the file anew.
describe('the document of the API', () => {
  let written: OpenApiDocument;

  beforeAll(async () => {
    written = writeDocument(await readOwnRoutes());
  }, 120_000);

  it('is what the routes take and answer today', async () => {
    const text = `${JSON.stringify(written, null, 1)}\n`;
    await expect(text).toMatchFileSnapshot('openapi.json');
  });

  it('is valid OpenAPI 3.1, by the specification’s own schema', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const schema = JSON.parse(
      readFileSync('lib/openapi/openapi-3.1.schema.json', 'utf8'),
    ) as object;
    const isValid = ajv.validate(schema, written);
    expect({ isValid, errors: ajv.errors }).toEqual({ isValid: true, errors: null });
    expect(ajv.validate(schema, { ...written, paths: { accounts: {} } })).toBe(false);
  });

  it('has only schemas that are some, and references that lead somewhere', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const text = JSON.stringify(written);
    const names = new Set(
      [...text.matchAll(/"#\/components\/(\w+\/\w+)"/g)].map(([, name]) => name),
    );
    const there = Object.entries(written.components).flatMap(([kind, each]) =>
      Object.keys(each as object).map((name) => `${kind}/${name}`),
    );
    expect([...names].filter((name) => !there.includes(name ?? ''))).toEqual([]);
    const { components } = written;
    const anyOf = Object.keys(components.schemas).map((name) => ({
      $ref: `#/components/schemas/${name}`,
    }));
    expect(ajv.compile({ components, anyOf })(null)).toBe(false);
  });

  it('has an answer for each operation, and names each once', () => {
    const operations = Object.values(written.paths).flatMap((each) => Object.values(each));
    expect(operations.length).toBeGreaterThan(100);
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
