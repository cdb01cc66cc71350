import { existsSync } from 'node:fs';

// Imported first by every command that runs on somebody's data. Variables of the environment win.
// Not by the worker, whose environment is complete, nor by what runs on data of its own.
if (existsSync('.env')) process.loadEnvFile('.env');
