import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const preload = new URL('./exit-with-parent.mjs', import.meta.url).href;

function start(script: string) {
  return spawn(process.execPath, ['--import', preload, '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

it('ends a process whose parent is gone', async () => {
  const child = start('setInterval(() => {}, 1_000); process.send("ready")');
  await once(child, 'message');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
});

it('keeps none alive that has nothing left to do', async () => {
  expect(await once(start(''), 'exit')).toEqual([0, null]);
});

it('leaves a process that waits for its parent’s word', async () => {
  const child = start(`
    process.on('beforeExit', () => process.send('nothing to do'));
    process.on('message', (word) => process.send(word, () => process.exit()));
    process.send('ready');`);
  await once(child, 'message');
  child.send('a word');
  expect((await once(child, 'message'))[0]).toBe('a word');
});
