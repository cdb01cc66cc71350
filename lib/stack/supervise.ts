import 'server-only';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const stopTimeoutMs = 20_000;
/** A process that dies more often than this is broken, and restarting it hides that. */
const restartLimit = 5;
const restartWindowMs = 60_000;
const firstRestartDelayMs = 500;

export type ProcessSpec = {
  name: string;
  /** Arguments to Node. */
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Gets all that the process writes, in place of the terminal. */
  output?: (text: string) => void;
  /** How long it goes on serving when it is told to leave, before the time that it has for leaving. */
  drainMs?: number;
  /** For drills, which end a process more often than a sound one ever dies. */
  patience?: { restartLimit: number; firstRestartDelayMs: number; growth: number };
};

export type Supervised = {
  name: string;
  /** Of the process that runs now. */
  pid: () => number | undefined;
  /** SIGTERM, then SIGKILL when it does not leave in time. */
  stop: () => Promise<void>;
};

/**
 * Runs a Node process and starts it again when it dies. Its log lines (JSON) and errors pass
 * through; other output of a framework's own does not.
 *
 * @param giveUp  called when it keeps dying
 */
export function supervise(spec: ProcessSpec, giveUp: (reason: string) => void): Supervised {
  let stopping = false;
  let child = start(spec);
  const deaths: number[] = [];

  const patience = spec.patience ?? { restartLimit, firstRestartDelayMs, growth: 2 };
  const watch = () => {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const now = Date.now();
      deaths.push(now);
      const recent = deaths.filter((at) => at > now - restartWindowMs).length;
      const how = signal ?? `exit code ${code}`;
      if (recent > patience.restartLimit) return giveUp(`${spec.name} keeps ending (${how}).`);
      console.error(`${spec.name} ended (${how}); starting it again.`);
      setTimeout(
        () => {
          if (stopping) return;
          child = start(spec);
          watch();
        },
        patience.firstRestartDelayMs * patience.growth ** (recent - 1),
      );
    });
  };
  watch();

  return {
    name: spec.name,
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      await stopProcess(child, stopTimeoutMs + (spec.drainMs ?? 0));
    },
  };
}

/** Ends a child process and waits for it. */
async function stopProcess(child: ChildProcess, timeoutMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  await exited;
  clearTimeout(timer);
}

function start({ name, args, env, output }: ProcessSpec): ChildProcess {
  const child = spawn(process.execPath, ['--import', exitWithParent, ...args], {
    env: { ...env, PLUMBLINE_SERVICE: name },
    // The channel tells the child when this process dies; a group of its own keeps Ctrl-C from
    // reaching the child before this process has decided the order.
    stdio: ['ignore', 'pipe', output ? 'pipe' : 'inherit', 'ipc'],
    detached: true,
  });
  if (output) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => output(chunk.toString()));
    }
  } else if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) process.stdout.write(`${line}\n`);
    });
  }
  return child;
}

const exitWithParent = new URL('./exit-with-parent.mjs', import.meta.url).href;
