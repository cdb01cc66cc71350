import type { AuditEntryDto } from '#lib/audit/contract';
import type { EntryWords } from './signing-words.ts';

type AboutToken = Extract<
  AuditEntryDto,
  {
    kind:
      | 'access_token_made'
      | 'access_token_revoked'
      | 'access_tokens_ended'
      | 'access_token_met'
      | 'access_token_outlived';
  }
>;

/** What happened to the tokens by which programs ask the API, as a sentence. */
export function describeToken(entry: AboutToken, who: string): EntryWords {
  switch (entry.kind) {
    case 'access_token_made': {
      const { name, scopes, days } = entry.details;
      return {
        title: `${who} made the access token “${name}”`,
        hint: `For ${days === 1 ? 'a day' : `${days} days`}: ${scopes.join(', ')}`,
        mayBeStranger: true,
      };
    }
    case 'access_token_revoked':
      return { title: `${who} revoked the access token “${entry.details.name}”` };
    case 'access_tokens_ended': {
      const { count } = entry.details;
      return {
        title:
          count === 1 ? 'Your access token was revoked' : `${count} access tokens were revoked`,
        hint: 'With your password, or by a command on the machine it runs on.',
      };
    }
    case 'access_token_met':
      return {
        title: `The access token “${entry.details.name}” was used from a new address`,
        mayBeStranger: true,
      };
    case 'access_token_outlived':
      return {
        title: `Somebody used the access token “${entry.details.name}” after its end`,
        hint: 'It let nobody in. A program of yours may still have it.',
      };
  }
}
