import type { Route } from 'next';
import { Link } from '#components/ui/link';
import { cn } from '#lib/cn';
import { formatAmount } from '#lib/money/format-amount';
import { type FlowLink, type FlowNode, layOutFlow, type PlacedNode } from './lay-out-flow.ts';

export type { FlowLink, FlowNode };

/**
 * Where money came from and went to, from left to right, each band as high as its amount; drawn on the server. Every
 * node is named with its amount; the exact figures are a table's, beside it.
 */
export function FlowChart({
  label,
  nodes,
  links,
  currency,
  names,
  className,
}: {
  /** What is drawn, for whoever cannot see it. */
  label: string;
  nodes: readonly FlowNode[];
  links: readonly FlowLink[];
  currency: string;
  /** Where the names of the outer nodes stand: beside the drawing, or on it where there is no room. */
  names: 'beside' | 'within';
  className?: string;
}) {
  if (links.length === 0) return null;
  const flow = layOutFlow(nodes, links);
  const last = Math.max(...flow.nodes.map(({ column }) => column));
  // On the bands there is room for two names beside each other.
  const isNamed = ({ column }: PlacedNode) => names === 'beside' || column === 0 || column === last;
  return (
    <figure aria-label={label} className={cn(names === 'beside' && 'pr-44 pl-36', className)}>
      <div className="relative" style={{ height: flow.height }}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 100 ${flow.height}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full"
        >
          {flow.ribbons.map(({ key, path, isRest }) => (
            <path key={key} d={path} className={isRest ? 'fill-pressed' : 'fill-accent-soft'} />
          ))}
          {flow.nodes.map(({ id, left, right, top, bottom, isRest }) => (
            <rect
              key={id}
              x={left}
              y={top}
              width={right - left}
              height={Math.max(bottom - top, 1)}
              className={isRest ? 'fill-line-control' : 'fill-accent'}
            />
          ))}
        </svg>
        <ul>
          {flow.nodes.filter(isNamed).map((node) => (
            <Name
              key={node.id}
              node={node}
              currency={currency}
              side={sideOf(node.column, last, names)}
            />
          ))}
        </ul>
      </div>
    </figure>
  );
}

type Side = 'before' | 'after';

/** Beside the drawing the outer names stand outside; all others stand on the bands. */
function sideOf(column: number, last: number, names: 'beside' | 'within'): Side {
  if (names === 'beside') return column === 0 ? 'before' : 'after';
  return column === last ? 'before' : 'after';
}

function Name({ node, currency, side }: { node: PlacedNode; currency: string; side: Side }) {
  const { label, minor, href, left, right, top, bottom } = node;
  const { text } = formatAmount(minor, currency, { precision: 'whole' });
  const style = {
    top: (top + bottom) / 2,
    ...(side === 'before' ? { right: `${100 - left}%` } : { left: `${right}%` }),
  };
  const words = (
    <>
      <span className="truncate">{label}</span>{' '}
      <span data-amount="start" className="text-ink-soft">
        {text}
      </span>
    </>
  );
  const line = 'flex max-w-40 gap-1.5 rounded-sm px-1.5 text-sm leading-5';
  return (
    <li className="absolute -translate-y-1/2" style={style}>
      {href ? (
        <Link
          href={href as Route}
          className={cn(
            line,
            'underline decoration-transparent underline-offset-[3px] hover:decoration-line-control',
          )}
        >
          {words}
        </Link>
      ) : (
        <span className={line}>{words}</span>
      )}
    </li>
  );
}
