import { pack } from '#lib/stack/pack';

const [into = 'dist'] = process.argv.slice(2);
try {
  const { files } = await pack(into);
  console.log(`${into} has Next's server and ${files} files of the commands.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();
