import { buildIfChanged } from '#lib/stack/build';

/** Before the drills' files run side by side, each of which would build. */
export async function setup(): Promise<void> {
  await buildIfChanged(() => {});
}
