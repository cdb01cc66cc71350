import { cn } from '#lib/cn';
import { bobPath } from './plumb-mark.tsx';

const drawings = {
  /** Nothing here yet: the line hangs and waits over its mark. */
  waiting: (
    <>
      <path d="M60 4v36" className="stroke-line-control" />
      <path d={bobPath} transform="translate(52 39) scale(1.6)" className="fill-ink" />
      <path d="M24 84h72M60 84v-6" className="stroke-line-control" />
      <path d="M36 84v-3M48 84v-3M72 84v-3M84 84v-3" className="stroke-line-control" />
    </>
  ),
  /** Looked and did not find: the bob is off its mark, its place stands empty. */
  astray: (
    <>
      <path d="M60 4v36" className="stroke-line-strong" strokeDasharray="2 4" />
      <path
        d={bobPath}
        transform="translate(52 39) scale(1.6)"
        className="stroke-line-control"
        strokeWidth=".7"
        strokeDasharray="1.5 1.5"
      />
      <g transform="rotate(-27 60 4)">
        <path d="M60 4v36" className="stroke-line-control" />
        <path d={bobPath} transform="translate(52 39) scale(1.6)" className="fill-ink" />
      </g>
      <path d="M24 84h72M60 84v-6" className="stroke-line-control" />
    </>
  ),
  /** Something broke: the string is cut. */
  apart: (
    <>
      <path d="M60 4v20m0 0-3 5m3-5 3 6" className="stroke-line-control" />
      <g transform="translate(44 83) rotate(-98)">
        <path d={bobPath} transform="scale(1.6)" className="fill-ink" />
        <path d="M8 .8c0-5-4-6-3-10" className="stroke-line-control" />
      </g>
      <path d="M24 84h72M60 84v-6" className="stroke-line-control" />
    </>
  ),
  /** All done and it ties out: the bob touches its mark, two rules close the page. */
  settled: (
    <>
      <path d="M60 4v50" className="stroke-line-control" />
      <path d={bobPath} transform="translate(52 53) scale(1.6)" className="fill-ink" />
      <path d="M24 81h72M24 85h72" className="stroke-line-control" />
    </>
  ),
} as const;

export type PlumbDrawingName = keyof typeof drawings;

/** The line and bob, in four moods. Decorative: the words beside it say the same. */
export function PlumbDrawing({ name, className }: { name: PlumbDrawingName; className?: string }) {
  return (
    <svg
      viewBox="0 0 120 88"
      aria-hidden="true"
      fill="none"
      strokeWidth="1"
      strokeLinecap="round"
      className={cn('h-26 w-35.5 shrink-0', className)}
    >
      <path d="M48 4h24" className="stroke-line-control" />
      {drawings[name]}
    </svg>
  );
}
