import { spawnSync } from 'node:child_process';

// Known weaknesses of what the product runs with. A registry that does not serve advisories, or that
// is out of reach, is said to be just that: no answer is no clean bill.
const args = ['audit', '--omit=dev', '--audit-level=high', '--json'];
const { stdout } = spawnSync('npm', args, { encoding: 'utf8', timeout: 60_000 });
const report = parse(stdout);

if (report?.metadata === undefined) {
  const why = report?.message ?? 'no answer';
  console.log(`npm audit: not available here (${why.split('\n')[0]}).`);
} else {
  const { high = 0, critical = 0 } = report.metadata.vulnerabilities;
  console.log(`npm audit: ${critical} critical, ${high} high.`);
  if (critical + high > 0) {
    for (const [name, each] of Object.entries(report.vulnerabilities ?? {})) {
      if (['high', 'critical'].includes(each.severity)) console.error(`  ${each.severity} ${name}`);
    }
    process.exitCode = 1;
  }
}

type Report = {
  message?: string;
  metadata?: { vulnerabilities: { high?: number; critical?: number } };
  vulnerabilities?: Record<string, { severity: string }>;
};

function parse(text: string | null): Report | null {
  try {
    return JSON.parse(text ?? '') as Report;
  } catch {
    return null;
  }
}
