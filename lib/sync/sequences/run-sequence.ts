import 'server-only';
import { db } from '#lib/db/client';
import type { TestHousehold } from '#lib/testing/household';
import { checkEnd } from './check-end.ts';
import type { Command } from './commands.ts';
import { perform } from './perform.ts';
import { settle } from './settle.ts';
import { type Stage, type SyncCounts, World } from './world.ts';

/**
 * Plays one sequence from a newly linked bank to rest, and holds every moment of it against the
 * invariants.
 *
 * @throws Violation, with the receipts of the Items as they stand then
 */
export async function runSequence(
  stage: Stage,
  households: TestHousehold[],
  commands: Command[],
): Promise<SyncCounts> {
  const world = new World(stage, households);
  let at = 'linking';
  try {
    await world.link(0);
    for (const [index, command] of commands.entries()) {
      at = `command ${index + 1}, ${command.do}`;
      await perform(world, command);
      await world.check();
    }
    at = 'the end';
    await settle(world);
    await checkEnd(world);
    return await world.forget();
  } catch (error) {
    const receipts = await describeReceipts(world);
    throw new Error(`After ${at}: ${error instanceof Error ? error.stack : error}\n${receipts}`);
  } finally {
    for (const command of commands) {
      if (command.do === 'workerDies' && command.at) stage.crew.disarm(command.at);
    }
    world.close();
  }
}

async function describeReceipts(world: World): Promise<string> {
  const lines: string[] = [];
  for (const { item, head, toldHead } of world.banks) {
    lines.push(`Item ${item.itemId} (Plaid at ${head}, told up to ${toldHead}):`);
    const runs = await db().syncRun.findMany({
      where: { householdId: item.householdId, itemId: item.itemId },
      orderBy: { startedAt: 'asc' },
      select: {
        startedAt: true,
        trigger: true,
        outcome: true,
        errorCode: true,
        pages: true,
        restarts: true,
        added: true,
        posted: true,
        changed: true,
        removed: true,
      },
    });
    for (const { startedAt, ...run } of runs) {
      lines.push(`  ${startedAt.toISOString()} ${JSON.stringify(run)}`);
    }
  }
  return lines.join('\n');
}
