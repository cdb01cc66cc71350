import { buildIfChanged } from '#lib/stack/build';

/** Before the drills' files run side by side, each of which would build. */
export default async function setUp(): Promise<void> {
  await buildIfChanged(() => {});
}
