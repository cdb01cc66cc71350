import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import type { CategoryDto } from './contract.ts';

/** Every category of the household; undefined while they load. */
export function useCategories(): CategoryDto[] | undefined {
  return useSWR<{ items: CategoryDto[] }>('/api/categories', getJson).data?.items;
}
