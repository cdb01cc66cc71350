import { z } from 'zod';

export interface SandboxConfig {
  port: number;
  host: string;
  /** Answer to any Host name and bind any address. Off by default: the sandbox has no real access control. */
  allowRemote: boolean;
  /** The folder that holds `sandbox.sqlite`. */
  stateDir: string;
  initialDelayMs: number;
  historicalDelayMs: number;
  /** Plaid's retry delays (30 s, then ×4, for 24 h) are multiplied by this. */
  webhookRetryScale: number;
}

const loopbackHosts = ['127.0.0.1', 'localhost', '::1'];

const flag = z
  .enum(['0', '1', 'false', 'true', ''])
  .default('0')
  .transform((value) => value === '1' || value === 'true');

const environment = z
  .object({
    PLAID_CLIENT_ID: z.string().default(''),
    PLAID_SECRET: z.string().default(''),
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3001),
    SANDBOX_HOST: z.string().min(1).default('127.0.0.1'),
    SANDBOX_ALLOW_REMOTE: flag,
    DATA_DIR: z.string().min(1).default('.data'),
    SANDBOX_INITIAL_DELAY_MS: z.coerce.number().int().min(0).max(3_600_000).default(300),
    SANDBOX_HISTORICAL_DELAY_MS: z.coerce.number().int().min(0).max(3_600_000).default(900),
    SANDBOX_WEBHOOK_RETRY_SCALE: z.coerce.number().positive().max(1).default(0.01),
  })
  .refine((env) => env.SANDBOX_ALLOW_REMOTE || loopbackHosts.includes(env.SANDBOX_HOST), {
    path: ['SANDBOX_HOST'],
    message:
      'must be a loopback address: anybody who reaches the sandbox controls it. ' +
      'Set SANDBOX_ALLOW_REMOTE=1 to bind it elsewhere all the same.',
  })
  .refine((env) => env.PLAID_CLIENT_ID === '' && env.PLAID_SECRET === '', {
    path: ['PLAID_CLIENT_ID'],
    message:
      'and PLAID_SECRET are keys of the real Plaid: where they are set no stand-in may answer. ' +
      'Start the sandbox without them.',
  })
  .refine((env) => env.SANDBOX_HISTORICAL_DELAY_MS >= env.SANDBOX_INITIAL_DELAY_MS, {
    path: ['SANDBOX_HISTORICAL_DELAY_MS'],
    message: 'must not be shorter than SANDBOX_INITIAL_DELAY_MS',
  });

/** Reads the environment once; throws an Error that lists everything wrong with it. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): SandboxConfig {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.')} ${issue.message}`,
    );
    throw new Error(`The sandbox cannot start:\n${problems.join('\n')}`);
  }
  return {
    port: parsed.data.SANDBOX_PORT,
    host: parsed.data.SANDBOX_HOST,
    allowRemote: parsed.data.SANDBOX_ALLOW_REMOTE,
    stateDir: `${parsed.data.DATA_DIR}/sandbox`,
    initialDelayMs: parsed.data.SANDBOX_INITIAL_DELAY_MS,
    historicalDelayMs: parsed.data.SANDBOX_HISTORICAL_DELAY_MS,
    webhookRetryScale: parsed.data.SANDBOX_WEBHOOK_RETRY_SCALE,
  };
}
