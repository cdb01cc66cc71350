import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv as parseFile } from 'node:util';
import { Script } from 'node:vm';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { envNames, parseEnv } from '#lib/env';
import { packedCommands } from './pack.ts';

// What is shipped for running it elsewhere cannot all be run here: it is held against what it promises.

const read = (path: string) => readFileSync(path, 'utf8');
/** Of Node, Next and the supervisor, and not settings of ours. */
const foreign = ['NODE_NO_WARNINGS', 'NODE_EXTRA_CA_CERTS', 'NEXT_TELEMETRY_DISABLED'];
const isKnown = (name: string) => envNames.includes(name) || foreign.includes(name);

describe('the Dockerfile', () => {
  const instructions = DockerfileParser.parse(read('Dockerfile')).getInstructions();
  const stages = instructions.flatMap((each, at) => (each.getKeyword() === 'FROM' ? [at] : []));
  const last = instructions.slice(stages.at(-1));
  const of = (keyword: string) => last.filter((each) => each.getKeyword() === keyword);

  it('is one', () => {
    expect(validate(read('Dockerfile')).map(({ message }) => message)).toEqual([]);
  });

  it('takes nothing that builds into its last stage, and runs as nobody special', () => {
    expect(stages).toHaveLength(2);
    expect(of('COPY').map(String)).toEqual(['COPY --from=build /app/dist ./']);
    expect(of('RUN').join()).not.toMatch(/npm (ci|install|run)/);
    expect(of('USER').map((each) => each.getArgumentsContent())).toEqual(['node']);
    const order = last.map((each) => each.getKeyword());
    expect(order.indexOf('USER')).toBeGreaterThan(order.lastIndexOf('COPY'));
    expect(of('HEALTHCHECK').join()).toContain('/api/health/live');
  });

  it('has one Node, the one of the lock file', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { version?: string }>;
    };
    const version = packages['node_modules/node']?.version;
    expect(read('Dockerfile')).toContain(`ARG NODE=node:${version}-slim`);
    const bases = stages.map((at) => instructions[at]?.getArgumentsContent() ?? '');
    for (const base of bases) expect(base).toMatch(/^\$\{NODE\}( AS build)?$/);
  });

  it('sets what there is', () => {
    const names = of('ENV').flatMap((each) => String(each).match(/\b[A-Z_]{3,}(?==)/g) ?? []);
    expect(names).toContain('DATA_DIR');
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });

  it('is given no secret to build with', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const path of ['.env', '.env.*', '.data*', 'deploy/secrets', 'node_modules', '.git']) {
      expect(ignored).toContain(path);
    }
  });
});

type Service = {
  image?: string;
  profiles?: string[];
  healthcheck?: { disable?: boolean; test?: string[] };
  user?: string;
  command?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  cap_add?: string[];
  security_opt?: string[];
  privileged?: boolean;
  ports?: string[];
  networks?: string[];
  env_file?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  deploy?: { replicas: number };
  depends_on?: Record<string, { condition: string }>;
};

describe('compose.yaml', () => {
  const file = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<'proxy' | 'web' | 'worker' | 'migrate' | 'postgres' | 'prometheus', Service>;
    networks: Record<string, { internal?: boolean; ipam?: { config: { subnet: string }[] } }>;
    volumes: Record<string, unknown>;
  };
  const { proxy, web, worker, migrate, postgres, prometheus } = file.services;
  const apps = { web, worker, migrate };

  it('lets nothing write, take rights or gain any', () => {
    for (const [name, service] of Object.entries(file.services)) {
      expect(service, name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(service.privileged, name).toBeUndefined();
      expect(service.cap_add ?? [], name).toEqual(name === 'proxy' ? ['NET_BIND_SERVICE'] : []);
    }
    expect(postgres.user).toBe('postgres');
    for (const [name, { user }] of Object.entries(apps)) expect(user, name).toBeUndefined();
  });

  it('publishes the proxy alone, and keeps the database to those that ask it', () => {
    const published = Object.entries(file.services).filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name)).toEqual(['proxy', 'prometheus']);
    // For this machine alone, and only where it is asked for.
    expect(prometheus.ports).toEqual(['127.0.0.1:9090:9090']);
    expect(prometheus.profiles).toEqual(['watch']);
    expect(postgres.networks).toEqual(['data']);
    expect(file.networks.data?.internal).toBe(true);
    expect(proxy.networks).toEqual(['front']);
  });

  it('tells the owner of the tables to migrate and PostgreSQL alone', () => {
    const knows = Object.entries(file.services)
      .filter(([, { env_file = [] }]) => env_file.includes('deploy/secrets/database.env'))
      .map(([name]) => name);
    expect(knows).toEqual(['migrate', 'postgres']);
  });

  it('scales web and worker apart, once the database is migrated', () => {
    for (const { deploy, depends_on } of [web, worker]) {
      expect(deploy?.replicas).toBeGreaterThan(1);
      expect(depends_on?.migrate).toEqual({ condition: 'service_completed_successfully' });
    }
    expect(migrate.depends_on?.postgres).toEqual({ condition: 'service_healthy' });
  });

  it('believes the proxy’s network, and no other', () => {
    const [subnet] = file.networks.front?.ipam?.config ?? [];
    expect(web.environment?.TRUSTED_PROXIES).toBe(subnet?.subnet);
    expect(Object.values(apps).filter(({ networks }) => networks?.includes('front'))).toEqual([
      web,
    ]);
  });

  it('measures web and worker where Prometheus alone is let in from outside', () => {
    expect(file.networks.watch?.internal).toBe(true);
    const inside = Object.entries(file.services).filter(([, each]) =>
      each.networks?.includes('watch'),
    );
    expect(inside.map(([name]) => name)).toEqual(['web', 'worker', 'prometheus']);
    const config = parse(read('deploy/prometheus/prometheus.yaml')) as {
      rule_files: string[];
      scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    const [discovery] = config.scrape_configs.flatMap((each) => each.dns_sd_configs);
    expect(discovery?.names).toEqual(['web', 'worker']);
    for (const { environment } of [web, worker]) {
      expect(environment?.METRICS_PORT).toBe(String(discovery?.port));
      expect(environment?.METRICS_HOST).toBe('0.0.0.0');
    }
    const files = config.rule_files.map((name) => join('deploy/prometheus', name));
    expect(files.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('asks each worker whether it works, at the port where it says so', () => {
    const script = worker.healthcheck?.test?.at(-1) ?? '';
    // Compose takes one of the two signs for itself.
    expect(script).toContain('$${process.env.METRICS_PORT}/ready');
    expect(() => new Script(script.replace('$$', '$'))).not.toThrow();
    expect(script).not.toContain(' ');
    expect(web.healthcheck).toBeUndefined();
  });

  it('starts what there is, with settings there are', () => {
    for (const [name, { command = [], environment = {} }] of Object.entries(apps)) {
      const [script] = command;
      if (script)
        expect(
          packedCommands.map((each) => `bin/${each}.ts`),
          name,
        ).toContain(script);
      expect(
        Object.keys(environment).filter((each) => !isKnown(each)),
        name,
      ).toEqual([]);
    }
    const named = Object.values(file.services).flatMap(({ volumes = [] }) => volumes);
    const kept = named.map((each) => each.split(':')[0] ?? '').filter((each) => !/[./]/.test(each));
    expect(new Set(kept)).toEqual(new Set(Object.keys(file.volumes)));
  });
});

describe('deploy/new-secrets.sh', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'plumbline-deploy-'));
    mkdirSync(join(dir, 'deploy'));
    cpSync('deploy/new-secrets.sh', join(dir, 'deploy', 'new-secrets.sh'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const run = (...args: string[]) =>
    spawnSync('sh', ['deploy/new-secrets.sh', ...args], { cwd: dir, encoding: 'utf8' });
  const settings = (name: string) =>
    parseFile(read(join(dir, 'deploy', 'secrets', name))) as Record<string, string>;

  it('wants an address of https', () => {
    for (const wrong of [[], ['http://a.example.com'], ['https://'], ['https://a.example.com/x']]) {
      expect(run(...wrong).status, wrong.join()).toBe(2);
    }
    expect(existsSync(join(dir, 'deploy', 'secrets'))).toBe(false);
  });

  it('writes settings that are right, for nobody else’s eyes', () => {
    expect(run('https://money.example.com').status).toBe(0);
    const [app, database] = [settings('app.env'), settings('database.env')];
    const env = parseEnv({
      NODE_ENV: 'production',
      ...app,
      OWNER_DATABASE_URL: database.OWNER_DATABASE_URL,
    });
    expect(env.APP_URL).toBe('https://money.example.com');
    expect(Object.keys(app).filter((name) => !isKnown(name))).toEqual([]);
    const owner = new URL(env.OWNER_DATABASE_URL ?? '');
    expect([owner.username, owner.password]).toEqual([
      database.POSTGRES_USER,
      database.POSTGRES_PASSWORD,
    ]);
    expect(new URL(env.DATABASE_URL ?? '').password).not.toBe(owner.password);
    expect(settings('proxy.env')).toEqual({ DOMAIN: 'money.example.com' });
    const files = readdirSync(join(dir, 'deploy', 'secrets'));
    const modes = files.map((file) => statSync(join(dir, 'deploy', 'secrets', file)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it('never writes over what is there', () => {
    const before = settings('app.env');
    const { status, stderr } = run('https://other.example.com');
    expect([status, stderr]).toEqual([1, expect.stringContaining('Nothing was changed')]);
    expect(settings('app.env')).toEqual(before);
  });
});

describe('deploy/systemd', () => {
  const units = readdirSync('deploy/systemd').filter((name) => name.endsWith('.service'));

  it.each(units)(
    '%s may write its own folder alone, as its own user, and gains nothing',
    (name) => {
      const lines = read(join('deploy/systemd', name)).split('\n');
      for (const line of [
        'User=plumbline',
        'StateDirectory=plumbline',
        'ProtectSystem=strict',
        'NoNewPrivileges=yes',
        'CapabilityBoundingSet=',
      ]) {
        expect(lines).toContain(line);
      }
      expect(lines.filter((line) => line.startsWith('ReadWritePaths='))).toEqual([]);
      const files = lines.filter((line) => line.startsWith('EnvironmentFile='));
      expect(files.some((line) => line.includes('owner.env'))).toBe(name.includes('migrate'));
      const names = lines
        .filter((line) => line.startsWith('Environment='))
        .flatMap((line) => line.slice(12).split(' '))
        .map((pair) => pair.split('=')[0] ?? '');
      expect(names.filter((each) => !isKnown(each))).toEqual([]);
      const script = /bin\/[\w-]+\.ts/.exec(
        lines.find((line) => /^ExecStart=/.test(line)) ?? '',
      )?.[0];
      expect(existsSync(script ?? '')).toBe(true);
    },
  );

  it('gives each of them a port to be measured at that no other has', () => {
    const portOf = (unit: string, instance: string) => {
      const [, pattern = ''] =
        /^Environment=METRICS_PORT=(\S+)$/m.exec(read(`deploy/systemd/${unit}`)) ?? [];
      return parseEnv({ NODE_ENV: 'test', METRICS_PORT: pattern.replace('%i', instance) })
        .METRICS_PORT;
    };
    const webs = ['3000', '3001', '3999'].map((port) => portOf('plumbline-web@.service', port));
    const workers = ['1', '2', '10', '99'].map((each) => portOf('plumbline-worker@.service', each));
    expect(webs[0]).toBe(13_000);
    expect(new Set([...webs, ...workers]).size).toBe(7);
  });

  it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
    'is understood by systemd',
    () => {
      const dir = mkdtempSync(join(tmpdir(), 'plumbline-units-'));
      try {
        const paths = readdirSync('deploy/systemd').filter((name) =>
          /\.(service|target)$/.test(name),
        );
        for (const name of paths) {
          // The program is not installed here, and any other will do.
          const text = read(join('deploy/systemd', name)).replaceAll(
            /\/opt\S+node(?= )/g,
            process.execPath,
          );
          writeFileSync(join(dir, name), text);
        }
        const files = paths.map((name) => join(dir, name));
        const { stderr } = spawnSync('systemd-analyze', ['verify', ...files], { encoding: 'utf8' });
        expect(stderr.split('\n').filter((line) => line.includes('plumbline'))).toEqual([]);
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    },
  );

  it('gives web and worker longer to leave than they take', () => {
    const seconds = (name: string) =>
      Number(/^TimeoutStopSec=(\d+)$/m.exec(read(`deploy/systemd/${name}`))?.[1]);
    const drain = Number(
      /DRAIN_SECONDS=(\d+)/.exec(read('deploy/systemd/plumbline-web@.service'))?.[1],
    );
    expect(seconds('plumbline-web@.service')).toBeGreaterThan(drain + 30);
    expect(seconds('plumbline-worker@.service')).toBeGreaterThan(18);
    expect(drain).toBeGreaterThan(2);
  });
});

describe('docs/deploy.md', () => {
  const page = read('docs/deploy.md');

  it('names commands, files and settings that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...page.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(3);
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
    const files = [...page.matchAll(/`((?:deploy|docs|bin)\/[\w./@-]+)`/g)].map(
      ([, path = '']) => path,
    );
    const made = (path: string) => path.startsWith('deploy/secrets');
    expect(files.filter((path) => !made(path) && !existsSync(path))).toEqual([]);
    const settings = [...page.matchAll(/`([A-Z][A-Z_]{5,})`/g)].map(([, name = '']) => name);
    expect(settings.filter((name) => !isKnown(name))).toEqual([]);
  });
});
