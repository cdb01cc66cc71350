import 'server-only';
import type { CategoryDto } from '#lib/categories/contract';
import type { FlowBranch, FlowGroup, FlowSums } from './contract.ts';
import type { Sum } from './read-sums.ts';

/**
 * Where money came from and where it went, by category. What gave back more than it took is a source, and income
 * that was taken back is spent, so that nothing in it is negative and both sides still come to the same.
 */
export function composeFlow(sums: readonly Sum[], categories: readonly CategoryDto[]): FlowSums[] {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  const flows = currencies.map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const income = own.map((sum) => toBranch(sum.key, sum.incomeMinor, byId));
    const spending = own.map((sum) => toBranch(sum.key, 0 - sum.spendingMinor, byId));
    const total = (branches: FlowBranch[]) => branches.reduce((all, { minor }) => all + minor, 0);
    return {
      currency,
      incomeMinor: total(income),
      spendingMinor: total(spending),
      sources: [...income.filter(isForth), ...spending.filter(isBack).map(turn)].sort(bySize),
      groups: listGroups(spending, byId),
      takenBack: income.filter(isBack).map(turn).sort(bySize),
    };
  });
  const sizeOf = ({ sources, groups }: FlowSums) => sources.length + groups.length;
  return flows
    .filter(({ sources, groups }) => sources.length + groups.length > 0)
    .sort((a, b) => sizeOf(b) - sizeOf(a) || a.currency.localeCompare(b.currency));
}

type Categories = ReadonlyMap<string, CategoryDto>;

const noCategoryName = 'No category';

function toBranch(id: string | null, minor: number, categories: Categories): FlowBranch {
  const category = id === null ? undefined : categories.get(id);
  return {
    key: { id, direct: category !== undefined && category.groupId === null },
    name: id === null ? noCategoryName : (category?.name ?? 'Unknown category'),
    minor,
    isBack: false,
  };
}

const isForth = ({ minor }: FlowBranch) => minor > 0;
const isBack = ({ minor }: FlowBranch) => minor < 0;
const turn = (branch: FlowBranch) => ({ ...branch, minor: -branch.minor, isBack: true });
const bySize = (a: { minor: number; name: string }, b: { minor: number; name: string }) =>
  b.minor - a.minor || a.name.localeCompare(b.name);

function listGroups(spending: FlowBranch[], categories: Categories): FlowGroup[] {
  const groups = new Map<string | null, FlowBranch[]>();
  for (const branch of spending) {
    const { id } = branch.key;
    const groupId = id === null ? null : (categories.get(id)?.groupId ?? id);
    groups.set(groupId, [...(groups.get(groupId) ?? []), branch]);
  }
  return [...groups]
    .map(([id, all]) => ({ id, branches: all.filter(isForth), isWhole: !all.some(isBack) }))
    .filter(({ branches }) => branches.length > 0)
    .map(({ id, branches, isWhole }) => ({
      id,
      name: id === null ? noCategoryName : (categories.get(id)?.name ?? 'Unknown category'),
      minor: branches.reduce((all, { minor }) => all + minor, 0),
      branches: branches.toSorted(bySize),
      isWhole,
    }))
    .sort(bySize);
}
