import { cn } from '#lib/cn';
import { Row } from './specimen.tsx';

const colours = {
  Paper: ['canvas', 'surface', 'raised', 'sunken'],
  'Laid over': ['hover', 'pressed', 'selected', 'scrim'],
  Ink: ['ink', 'ink-soft', 'ink-faint'],
  Rules: ['line', 'line-strong', 'line-control', 'focus'],
  Accent: ['accent', 'accent-fill', 'accent-fill-hover', 'accent-ink', 'accent-soft'],
  'Money in': ['positive'],
  'Error, over budget': ['danger', 'danger-fill', 'danger-fill-hover', 'danger-ink', 'danger-soft'],
  'Needs attention': ['warning', 'warning-soft'],
  Institutions: ['hue-1', 'hue-2', 'hue-3', 'hue-4', 'hue-5', 'hue-6'],
} as const;

export function ColourTokens() {
  return Object.entries(colours).map(([group, names]) => (
    <Row key={group} label={group}>
      {names.map((name) => (
        <div key={name} className="w-22">
          <div
            className="h-10 rounded-md border border-line"
            style={{ backgroundColor: `var(--${name})` }}
          />
          <p className="mt-1 text-2xs text-ink-soft">{name}</p>
        </div>
      ))}
    </Row>
  ));
}

const sizes = [
  ['text-4xl', 'font-medium', '$248,310'],
  ['text-3xl', 'font-medium', '$248,310'],
  ['text-2xl', 'font-semibold', 'Welcome back'],
  ['text-xl', 'font-semibold', 'Transactions'],
  ['text-lg', 'font-semibold', 'Disconnect this bank?'],
  ['text-md', 'font-semibold', 'Recent'],
  ['text-base', '', 'Balances as of 9:41 this morning'],
  ['text-sm', '', 'Platypus Checking ··4821'],
  ['text-xs', 'font-medium', 'Category'],
  ['text-2xs', '', 'Overview'],
] as const;

export function TypeTokens() {
  return (
    <>
      <div className="flex flex-col gap-3">
        {sizes.map(([size, weight, text]) => (
          <div key={size} className="flex items-baseline gap-6">
            <span className="w-16 shrink-0 text-ink-faint text-xs">{size}</span>
            <span className={cn('min-w-0 truncate', size, weight)}>{text}</span>
          </div>
        ))}
      </div>
      <Row label="Figures stand in columns; mono is for codes">
        <pre className="font-sans text-base leading-snug">{'1,111.11\n8,888.88\n4,170.09'}</pre>
        <code className="font-mono text-sm">PLB-7Q4X-0O1L-82KD</code>
      </Row>
    </>
  );
}

export function ElevationTokens() {
  return (
    <>
      <Row label="Radius: sm 4, md 6, lg 10, full">
        <div className="size-14 rounded-sm border border-line-control" />
        <div className="size-14 rounded-md border border-line-control" />
        <div className="size-14 rounded-lg border border-line-control" />
        <div className="size-14 rounded-full border border-line-control" />
      </Row>
      <Row label="Elevation: only what floats in front of the page">
        <div className="grid h-20 w-36 place-items-center rounded-md bg-raised text-ink-soft text-sm shadow-menu">
          menu
        </div>
        <div className="grid h-20 w-36 place-items-center rounded-lg bg-raised text-ink-soft text-sm shadow-dialog">
          dialog
        </div>
      </Row>
      <Row label="Motion: fast 120, base 180, slow 280 ms (hover)">
        {(['duration-fast', 'duration-base', 'duration-slow'] as const).map((duration) => (
          <div key={duration} className="group w-36 rounded-md bg-sunken p-2">
            <div
              className={cn(
                'size-6 rounded-sm bg-accent transition-transform ease-out group-hover:translate-x-26',
                duration,
              )}
            />
          </div>
        ))}
      </Row>
      <Row label="Rules: hairline, strong, a sum, the final sum">
        <div className="w-20 border-line border-b" />
        <div className="w-20 border-line-strong border-b" />
        <div className="w-20 rule-sum" />
        <div className="h-6 w-20 rule-final" />
      </Row>
    </>
  );
}
