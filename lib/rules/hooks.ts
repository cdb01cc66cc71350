import useSWR, { useSWRConfig } from 'swr';
import type { AccountDto, AccountListDto } from '#lib/accounts/contract';
import type { MappingDto, MappingListDto } from '#lib/categories/contract';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type {
  ChangedRulesDto,
  DeletedRuleDto,
  PreviewDto,
  PreviewInput,
  RuleDto,
  RuleInput,
  RuleListDto,
  RulePatch,
  SimilarDto,
} from './contract.ts';

const path = '/api/rules';

/** Every rule of the household in its order. */
export function useRules(fallback: RuleListDto): RuleDto[] {
  const { data } = useLive<RuleListDto>(path, 'rules', { fallbackData: fallback });
  return (data ?? fallback).items;
}

/** Each rejects with an ApiError, and resolves to how many transactions it changed. */
export function useRuleActions() {
  const { mutate } = useSWRConfig();
  const change = async <Answer extends ChangedRulesDto>(sent: Promise<Answer>): Promise<Answer> => {
    const answer = await sent;
    await mutate(path, { items: answer.items, nextCursor: null }, { revalidate: false });
    return answer;
  };
  return {
    create: (input: RuleInput) => change(sendJson<ChangedRulesDto>('POST', path, input)),
    update: (id: string, patch: RulePatch) =>
      change(sendJson<ChangedRulesDto>('PATCH', `${path}/${id}`, patch)),
    remove: (id: string) => change(sendJson<DeletedRuleDto>('DELETE', `${path}/${id}`)),
    takeBack: async (undoStepId: string) => {
      await sendJson('POST', `/api/undo-steps/${undoStepId}`);
      await mutate(path);
    },
  };
}

/** What a rule would do; the last answer stays until the next is here. Null asks nothing. */
export function useRulePreview(input: PreviewInput | null) {
  const { data, error, isValidating } = useSWR<PreviewDto>(
    input ? [`${path}/preview`, input] : null,
    () => sendJson<PreviewDto>('POST', `${path}/preview`, input),
    { keepPreviousData: true, revalidateOnFocus: false },
  );
  return { preview: input ? data : undefined, error: error as unknown, isReading: isValidating };
}

/** The merchant of a transaction and how many others are like it; undefined while it loads. */
export function useSimilar(transactionId: string): SimilarDto | undefined {
  const { data } = useSWR<SimilarDto>(`/api/transactions/${transactionId}/similar`, getJson, {
    revalidateOnFocus: false,
  });
  return data;
}

const none: readonly never[] = [];

/** The accounts and the bank's categories that rules name; none while they load. */
export function useRuleSources(): {
  accounts: readonly AccountDto[];
  mappings: readonly MappingDto[];
} {
  const { data: accounts } = useSWR<AccountListDto>('/api/accounts', getJson);
  const { data: mappings } = useSWR<MappingListDto>('/api/categories/mappings', getJson);
  return { accounts: accounts?.items ?? none, mappings: mappings?.items ?? none };
}
