import 'server-only';
import { z } from 'zod';
import { Prisma } from './generated/client.ts';

/** A unique index refused the row. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

/** Prisma's codes for a connection that was not had, was lost, or was waited for too long. */
const connectionCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** The adapter's words for the same, which a raw query carries under P2010. */
const connectionKinds = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EPIPE',
]);
const diskFull = '53100';
/** The driver's own errors carry no code. */
const driverMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed) and is not queryable)/;

const adapterMeta = z.object({
  driverAdapterError: z.object({
    cause: z.object({
      kind: z.string().optional(),
      originalCode: z.string().optional(),
      originalMessage: z.string().optional(),
    }),
  }),
});

/** The database could not be reached, or went away; nothing was committed that we know of. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (connectionCodes.has(error.code)) return true;
    const cause = adapterMeta.safeParse(error.meta).data?.driverAdapterError.cause;
    if (!cause) return false;
    const { kind = '', originalCode = '', originalMessage = '' } = cause;
    return (
      connectionKinds.has(kind) ||
      isConnectionCode(originalCode) ||
      driverMessage.test(originalMessage)
    );
  }
  if (!(error instanceof Error)) return false;
  return (
    isConnectionCode('code' in error ? String(error.code) : '') || driverMessage.test(error.message)
  );
}

/** PostgreSQL has no room to write: whatever was to be written was not, and what is there is whole. */
export function isDiskFull(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    const cause = adapterMeta.safeParse(error.meta).data?.driverAdapterError.cause;
    return cause?.originalCode === diskFull;
  }
  return error instanceof Error && 'code' in error && error.code === diskFull;
}

/** A raw statement met a value that PostgreSQL cannot read, or that a constraint refuses. */
export function isDataRefused(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const code = adapterMeta.safeParse(error.meta).data?.driverAdapterError.cause.originalCode;
  return /^2[23]/.test(code ?? '');
}

/** Of a socket, or PostgreSQL's: class 08, shutting down, starting up, out of disk, memory or connections. */
function isConnectionCode(code: string): boolean {
  return socketCodes.has(code) || /^(08...|57P0[123]|53[0-3]00)$/.test(code);
}
