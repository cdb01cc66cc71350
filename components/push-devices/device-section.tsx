'use client';

import { BellRing } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/button';
import { SectionHeading } from '#components/ui/section-heading';
import { Switch } from '#components/ui/switch';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { PushDeviceDto, PushDeviceListDto } from '#lib/push-devices/contract';
import { findPushObstacle, usePushDevices } from '#lib/push-devices/hooks';

const obstacles = {
  insecure:
    'Browsers take notices only from pages over HTTPS. This installation has to be opened by an https: address first.',
  unknown:
    'This browser takes no notices from pages. On an iPhone or iPad, add Plumbline to the home screen and open it there.',
  denied:
    'This browser was told to show no notices from here. Its settings for this page change that.',
};

/** The devices that notices are shown on, and this one among them once it is asked. */
export function DeviceSection({ fallback }: { fallback: PushDeviceListDto }) {
  const { devices, add, setAmounts, remove } = usePushDevices(fallback);
  const [obstacle, setObstacle] = useState<keyof typeof obstacles | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => setObstacle(findPushObstacle()), []);
  const act = async (change: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await change();
    } catch (error) {
      toast({ tone: 'danger', title: 'Not changed', description: sayProblem(error) });
    } finally {
      setBusy(false);
      setObstacle(findPushObstacle());
    }
  };
  const isHere = devices.some(({ isThis }) => isThis);
  return (
    <section aria-labelledby="devices" className="mb-10">
      <SectionHeading id="devices">On your devices</SectionHeading>
      {devices.length === 0 ? (
        <p className="py-3 text-ink-soft">
          No device shows notices while Plumbline is closed. What is sent is encrypted for the
          device, and carries no amount unless you say so.
        </p>
      ) : (
        <ul>
          {devices.map((device) => (
            <Device
              key={device.id}
              device={device}
              busy={busy}
              onAmounts={(withAmounts) => act(() => setAmounts(device.id, withAmounts))}
              onRemove={() => act(() => remove(device.id, device.isThis))}
            />
          ))}
        </ul>
      )}
      {obstacle && !isHere ? (
        <p className="pt-1 text-ink-soft text-sm">{obstacles[obstacle]}</p>
      ) : null}
      {isHere || obstacle ? null : (
        <Button className="mt-2" loading={busy} onClick={() => act(add)}>
          <BellRing aria-hidden="true" />
          Show notices on this device
        </Button>
      )}
    </section>
  );
}

function Device({
  device: { name, withAmounts, isThis },
  busy,
  onAmounts,
  onRemove,
}: {
  device: PushDeviceDto;
  busy: boolean;
  onAmounts: (withAmounts: boolean) => void;
  onRemove: () => void;
}) {
  const label = isThis ? `${name}, this device` : name;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-3">
      <span className="min-w-0 flex-1 basis-40 truncate">{label}</span>
      <span className="flex items-center gap-2 text-ink-soft text-sm">
        With amounts
        <Switch
          aria-label={`${label}: with amounts`}
          disabled={busy}
          checked={withAmounts}
          onCheckedChange={onAmounts}
        />
      </span>
      <Button variant="ghost" disabled={busy} onClick={onRemove} aria-label={`Remove ${label}`}>
        Remove
      </Button>
    </li>
  );
}

/** A browser that was asked and said no throws of its own. */
function sayProblem(error: unknown): string {
  if (!(error instanceof DOMException)) return describeError(error);
  return error.name === 'NotAllowedError'
    ? 'The browser was not allowed to show notices. Nothing was changed.'
    : 'The browser could not reach the service that brings its notices. Nothing was changed; try again later.';
}
