import { buildIfChanged } from '#lib/stack/build';

try {
  await buildIfChanged(() => console.log('Building the app …'));
  console.log('The app is built.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();
