import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import type { AssetReportDto } from '#lib/asset-reports/contract';

const states: Record<AssetReportDto['state'], { tone: StatusTone; label: string }> = {
  waiting: { tone: 'info', label: 'Being made' },
  ready: { tone: 'positive', label: 'Ready' },
  failed: { tone: 'danger', label: 'Failed' },
  removing: { tone: 'neutral', label: 'Being removed' },
};

export function ReportState({ state }: Pick<AssetReportDto, 'state'>) {
  const { tone, label } = states[state];
  return (
    <StatusPill tone={tone} variant={state === 'ready' ? 'plain' : 'soft'}>
      {label}
    </StatusPill>
  );
}
