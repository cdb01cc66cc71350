import { defineConfig } from 'prisma/config';

// generate, validate and format never run the native schema engine, but the CLI insists that a
// binary exists; migrations run on the same engine compiled to WASM (lib/db/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
