import 'server-only';
import { notFound } from 'next/navigation';
import { AppError } from './errors.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** For the page of one row: what the id in its address names, else the page that says there is none. */
export async function readOrNotFound<Value>(
  id: string,
  read: (id: string) => Promise<Value>,
): Promise<Value> {
  if (!uuid.test(id)) notFound();
  try {
    return await read(id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
