import { sankey, sankeyLeft } from 'd3-sankey';

/** Something that money comes from, goes through or goes to. */
export type FlowNode = {
  id: string;
  label: string;
  minor: number;
  /** Where what is behind it is listed; null where nothing is listed by it. */
  href: string | null;
  /** What is neither income nor spending: left over, or taken from what was there. */
  isRest?: boolean;
};
export type FlowLink = { from: string; to: string; minor: number };

type Place = { left: number; right: number; top: number; bottom: number };
export type PlacedNode = FlowNode & Place & { column: number };
export type LaidOutFlow = {
  /** In pixels; widths are hundredths of whatever room there is. */
  height: number;
  nodes: PlacedNode[];
  ribbons: { key: string; path: string; isRest: boolean }[];
};

/** Between two nodes, so that their names stand clear of each other. */
const gap = 22;
/** What all the money takes beside the gaps. */
const bodyHeight = 240;
const nodeWidth = 0.9;

/** Columns of nodes from left to right, each as high as its money, in the order in which they come. */
export function layOutFlow(nodes: readonly FlowNode[], links: readonly FlowLink[]): LaidOutFlow {
  const most = Math.max(...countByColumn(nodes, links));
  const height = bodyHeight + most * gap;
  const lay = sankey<FlowNode, object>()
    .nodeId(({ id }) => id)
    .nodeSort(null)
    .nodeAlign(sankeyLeft)
    .nodeWidth(nodeWidth)
    .nodePadding(gap)
    .extent([
      [0, 0],
      [100, height],
    ]);
  const graph = lay({
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map(({ from, to, minor }) => ({ source: from, target: to, value: minor })),
  });
  return {
    height,
    nodes: graph.nodes.map(({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, depth = 0, ...node }) => ({
      ...pick(node),
      left: x0,
      right: x1,
      top: y0,
      bottom: y1,
      column: depth,
    })),
    ribbons: graph.links.map(({ source, target, y0 = 0, y1 = 0, width = 0 }) => {
      if (typeof source !== 'object' || typeof target !== 'object') {
        throw new TypeError('A laid-out flow has its nodes.');
      }
      const from = { x: source.x1 ?? 0, y: y0 };
      const to = { x: target.x0 ?? 0, y: y1 };
      return {
        key: `${source.id} ${target.id}`,
        path: drawRibbon(from, to, width),
        isRest: Boolean(source.isRest || target.isRest),
      };
    }),
  };
}

function pick({ id, label, minor, href, isRest }: FlowNode): FlowNode {
  return { id, label, minor, href, isRest };
}

/** How many nodes stand in each column: as many steps from where money comes from. */
function countByColumn(nodes: readonly FlowNode[], links: readonly FlowLink[]): number[] {
  const depth = new Map(nodes.map(({ id }) => [id, 0]));
  // One round for each column there can be; links never lead back.
  for (let round = 0; round < 4; round += 1) {
    for (const { from, to } of links) {
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(from) ?? 0) + 1));
    }
  }
  const counts: number[] = [];
  for (const column of depth.values()) counts[column] = (counts[column] ?? 0) + 1;
  return counts;
}

type Point = { x: number; y: number };

/** As an area, not as a thick line: the drawing is stretched to the page, and a line's width with it. */
function drawRibbon(from: Point, to: Point, width: number): string {
  const half = width / 2;
  const middle = round((from.x + to.x) / 2);
  const [x0, x1] = [round(from.x), round(to.x)];
  const edge = (start: number, end: number) => [round(start), round(end)] as const;
  const [a0, a1] = edge(from.y - half, to.y - half);
  const [b0, b1] = edge(from.y + half, to.y + half);
  return `M${x0},${a0}C${middle},${a0} ${middle},${a1} ${x1},${a1}V${b1}C${middle},${b1} ${middle},${b0} ${x0},${b0}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
