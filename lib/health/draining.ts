import 'server-only';

// On globalThis because the server's start-up code and its routes are bundled apart, each with a
// copy of this module.
const holder = globalThis as { plumblineDraining?: boolean };

/** Whether this process was told to end and still serves: whoever shares requests out asks elsewhere. */
export function isDraining(): boolean {
  return holder.plumblineDraining === true;
}

/**
 * Has SIGTERM wait: from the signal on `ready` says no, and only after a while do those who
 * listened for it so far close what they serve, so that a proxy has looked meanwhile. SIGINT is a
 * person at a terminal, and ends everything at once.
 *
 * Call it after the server has begun to listen for SIGTERM: Next does before it loads our code.
 *
 * @param seconds  how long; 0 closes at once
 * @param onTold   runs at the signal, and again when it has waited
 */
export function drainOnSigterm(seconds: number, onTold: () => void): void {
  const closers = process.listeners('SIGTERM');
  process.removeAllListeners('SIGTERM');
  process.on('SIGTERM', () => {
    if (isDraining()) return;
    holder.plumblineDraining = true;
    onTold();
    const close = () => {
      onTold();
      for (const closer of closers) closer('SIGTERM');
    };
    if (seconds === 0) close();
    else setTimeout(close, seconds * 1000);
  });
}
