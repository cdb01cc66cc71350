/** A node of a plan, as `EXPLAIN (FORMAT JSON)` and auto_explain tell it. */
export type PlanNode = { [property: string]: unknown; Plans?: PlanNode[] };

/** One table that a statement looks into, and how it finds its rows. */
export type Scan = { table: string; kind: string; conditions: string };

/** Every table a plan looks into, with what narrows it: its own conditions and those it is joined by. */
export function listScans(node: PlanNode, joinedBy = ''): Scan[] {
  const joins = `${joinedBy} ${textOf(node, ['Hash Cond', 'Merge Cond', 'Join Filter'])}`;
  const below = (node.Plans ?? []).flatMap((each) => listScans(each, joins));
  const table = node['Relation Name'];
  if (typeof table !== 'string' || node['Node Type'] === 'ModifyTable') return below;
  // A bitmap's condition is that of the index below it, as it is checked again.
  const own = textOf(node, ['Index Cond', 'Recheck Cond', 'Filter', 'TID Cond']);
  const isJoined = new RegExp(`\\b${node.Alias}"?\\."householdId"`).test(joins);
  const conditions = isJoined ? `${own} ${joins}` : own;
  return [...below, { table, kind: String(node['Node Type']), conditions }];
}

/** Whether it looks at rows of the households that it was told, and at no others. */
export function keepsToHousehold({ table, conditions }: Scan): boolean {
  return (table === 'Household' ? /\bid (?:=|IN)|\bid = ANY/ : /"householdId" =/).test(conditions);
}

function textOf(node: PlanNode, names: string[]): string {
  return names.map((name) => node[name] ?? '').join(' ');
}
