import type { FlowLink, FlowNode } from '#components/charts/flow-chart';
import type { FlowBranch, FlowSums, ReportQuery, ReportTime } from '#lib/reports/contract';
import { type Figure, figurePath } from '#lib/reports/drill-down';

/** So many stand for themselves; what is smaller goes together. */
const limits = { sources: 6, groups: 8, branches: 4 };

type Drawn = { nodes: FlowNode[]; links: FlowLink[] };

/**
 * The nodes and bands of a flow: sources, all that came in, groups, and their categories where there is room. What
 * is left over goes out, what was taken from before comes in, so that both sides come to the same.
 */
export function drawFlow(
  flow: FlowSums,
  { query, time, deep }: { query: ReportQuery; time: ReportTime; deep: boolean },
): Drawn {
  const hrefOf = (measure: Figure['measure'], key: Figure['key']) =>
    figurePath(query, { measure, span: time.span, key });
  const drawn: Drawn = { nodes: [], links: [] };
  const comes = flow.sources.reduce((all, { minor }) => all + minor, 0);
  const goes = [...flow.groups, ...flow.takenBack].reduce((all, { minor }) => all + minor, 0);
  const hub: FlowNode = {
    id: 'all',
    label: comes >= goes ? 'Money in' : 'All of it',
    minor: Math.max(comes, goes),
    href: null,
  };
  for (const source of gather(flow.sources, limits.sources, 'Other sources')) {
    connect(drawn, toNode(source, 'in', hrefOf), { to: hub.id });
  }
  if (goes > comes) {
    connect(drawn, rest('before', 'From before', goes - comes), { to: hub.id });
  }
  drawn.nodes.push(hub);
  const groups = gather(
    flow.groups.map((group) => ({ ...group, key: { id: group.id, direct: false }, isBack: false })),
    limits.groups,
    'Other groups',
  );
  const leaves: { from: string; node: FlowNode }[] = [];
  for (const group of groups) {
    const id = `group ${group.key?.id ?? group.name}`;
    const whole = group.key && flow.groups.find((each) => each.id === group.key?.id);
    const href = whole?.isWhole ? hrefOf('spending', { by: 'group', id: whole.id }) : null;
    const { name: label, minor } = group;
    connect(drawn, { id, label, minor, href }, { from: hub.id });
    const branches = whole?.branches;
    if (!deep || !branches || (branches.length === 1 && branches[0]?.name === label)) continue;
    for (const branch of gather(branches, limits.branches, `Other ${label.toLowerCase()}`)) {
      const node = toNode(branch, `of ${id}`, hrefOf);
      leaves.push({ from: id, node });
    }
  }
  for (const branch of flow.takenBack)
    connect(drawn, toNode(branch, 'back', hrefOf), { from: hub.id });
  if (comes > goes) connect(drawn, rest('left', 'Left over', comes - goes), { from: hub.id });
  for (const { from, node } of leaves) connect(drawn, node, { from });
  return drawn;
}

function rest(id: string, label: string, minor: number): FlowNode {
  return { id, label, minor, href: null, isRest: true };
}

function connect({ nodes, links }: Drawn, node: FlowNode, end: { from: string } | { to: string }) {
  nodes.push(node);
  const { id, minor } = node;
  links.push('from' in end ? { from: end.from, to: id, minor } : { from: id, to: end.to, minor });
}

type Gathered = Omit<FlowBranch, 'key'> & { key: FlowBranch['key'] | null };

/** The largest for themselves, and the others together where there is more than one of them. */
function gather(branches: readonly FlowBranch[], limit: number, name: string): Gathered[] {
  if (branches.length <= limit + 1) return [...branches];
  const others = branches.slice(limit);
  const minor = others.reduce((all, each) => all + each.minor, 0);
  return [...branches.slice(0, limit), { key: null, name, minor, isBack: false }];
}

function toNode(
  { key, name, minor, isBack }: Gathered,
  side: string,
  hrefOf: (measure: Figure['measure'], key: Figure['key']) => string,
): FlowNode {
  const comesIn = side === 'in' || side === 'back';
  // What comes back is of the other kind than what goes its way.
  const measure = comesIn !== isBack ? 'income' : 'spending';
  const label = isBack ? `Back: ${name}` : name;
  return {
    id: `${side} ${measure} ${key?.id ?? name}`,
    label,
    minor,
    href: key && hrefOf(side === 'back' ? 'income' : measure, { by: 'category', ...key }),
  };
}
