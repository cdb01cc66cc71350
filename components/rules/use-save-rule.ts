import { offerUndo } from '#components/shell/undo';
import type { RuleDto, RuleInput } from '#lib/rules/contract';
import { useRuleActions } from '#lib/rules/hooks';

/**
 * Changes of rules, each with its undo: what rules say follows from them alone, so that the rule of before
 * brings back what was before.
 */
export function useSaveRule() {
  const actions = useRuleActions();
  const tell = (what: string, changed: number, undo: () => Promise<unknown>) =>
    offerUndo(changed === 0 ? what : `${what}. ${changedWords(changed)}`, undo);
  return {
    /** Rejects when nothing came of it. */
    save: async (rule: RuleDto | null, input: RuleInput) => {
      const { ruleId, changed } = rule
        ? await actions.update(rule.id, input)
        : await actions.create(input);
      const id = ruleId ?? '';
      tell(rule ? 'The rule is changed' : 'The rule is made', changed, () =>
        rule ? actions.update(id, toRuleInput(rule)) : actions.remove(id),
      );
    },
    setEnabled: async (rule: RuleDto, enabled: boolean) => {
      const { changed } = await actions.update(rule.id, { enabled });
      tell(enabled ? `“${rule.name}” is on` : `“${rule.name}” is off`, changed, () =>
        actions.update(rule.id, { enabled: !enabled }),
      );
    },
    place: (rule: RuleDto, index: number) => actions.update(rule.id, { index }),
    remove: async (rule: RuleDto) => {
      const { changed, undoStepId } = await actions.remove(rule.id);
      tell(`“${rule.name}” is deleted`, changed, () => actions.takeBack(undoStepId));
    },
  };
}

function toRuleInput({ name, when, effect, stop, history }: RuleDto): RuleInput {
  return { name, when, effect, stop, history };
}

function changedWords(changed: number): string {
  return changed === 1
    ? '1 transaction shows differently now'
    : `${changed.toLocaleString('en-US')} transactions show differently now`;
}
