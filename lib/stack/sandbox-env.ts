import 'server-only';

/** Of the machine, and where its state lies. */
const names = ['NODE_ENV', 'NODE_NO_WARNINGS', 'PATH', 'HOME', 'TZ', 'TMPDIR', 'DATA_DIR'];

/** What the sandbox runs with: its own settings, and none of this installation's secrets. */
export function sandboxEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = Object.entries(env).filter(
    ([name]) => names.includes(name) || name.startsWith('SANDBOX_'),
  );
  return { NODE_ENV: env.NODE_ENV, ...Object.fromEntries(given) };
}
