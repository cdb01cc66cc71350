import 'server-only';

/** Aborted by Ctrl-C, by a polite kill, and when the terminal goes away. */
export function interruption(onSignal: () => void = () => {}): AbortController {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) return;
      onSignal();
      controller.abort();
    });
  }
  return controller;
}
