import { handleAuth } from '#lib/auth/next-auth';

export const GET = handleAuth;
export const POST = handleAuth;
