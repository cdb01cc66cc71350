import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type {
  AccessTokenDto,
  AccessTokenListDto,
  CreateTokenInput,
  NewTokenDto,
} from './contract.ts';

const path = '/api/access-tokens';

/** The member's own tokens. The actions reject with an ApiError. */
export function useTokens(fallback: AccessTokenListDto) {
  const { data, mutate } = useSWR<AccessTokenListDto>(path, getJson, { fallbackData: fallback });
  return {
    tokens: (data ?? fallback).items,
    createToken: async (input: CreateTokenInput): Promise<NewTokenDto> => {
      const made = await sendJson<NewTokenDto>('POST', path, input);
      await mutate();
      return made;
    },
    revokeToken: async (id: string): Promise<void> => {
      await sendJson<AccessTokenDto>('DELETE', `${path}/${id}`);
      await mutate();
    },
  };
}
