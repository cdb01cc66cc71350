import type { ErrorCode } from '../plaid/error-catalogue.ts';
import type { Challenge } from './sign-in.ts';

/** One thing the bank asks: free text, or one of some options. */
interface Prompt {
  label: string;
  /** Empty for free text. */
  options: string[];
  /** What to answer in this sandbox: shown as a hint. */
  hint: string;
}

export interface Round {
  /** Plaid's mfa_type. */
  type: 'device' | 'code' | 'questions' | 'selections' | 'recaptcha';
  title: string;
  prompts: Prompt[];
  /** What a wrong answer leads to. */
  failure: ErrorCode;
}

const devices = ['Text message to •••-•••-8888', 'E-mail to t•••@plumbline.example'];
const code = '1234';

/** The round being asked, or null when every one has been answered. */
export function describeRound(challenge: Challenge, round: number): Round | null {
  switch (challenge.kind) {
    case 'device':
      return describeDeviceRound(round);
    case 'recaptcha':
      return round === 0 ? describeRecaptcha(challenge.isPassed) : null;
    case 'questions':
      return round < challenge.rounds
        ? {
            type: 'questions',
            failure: 'INVALID_MFA',
            title: 'Answer your security questions',
            prompts: listIndexes(challenge.perRound).map((index) => ({
              label: `Security question ${index + 1}`,
              options: [],
              hint: `answer_${round}_${index}`,
            })),
          }
        : null;
    case 'selections':
      return round < challenge.rounds
        ? {
            type: 'selections',
            failure: 'INVALID_MFA',
            title: 'Confirm it is you',
            prompts: listIndexes(challenge.perRound).map((index) =>
              describeSelection(challenge, round, index),
            ),
          }
        : null;
  }
}

/** Whether the answers to a round are right. */
export function checkAnswers(round: Round, answers: string[]): boolean {
  if (answers.length !== round.prompts.length) {
    return false;
  }
  return round.prompts.every((prompt, index) => {
    const answer = answers[index]?.trim() ?? '';
    // Any of the bank's ways to send a code will do.
    return round.type === 'device' ? prompt.options.includes(answer) : answer === prompt.hint;
  });
}

function describeDeviceRound(round: number): Round | null {
  if (round === 0) {
    return {
      type: 'device',
      failure: 'INVALID_SEND_METHOD',
      title: 'Where should the code be sent?',
      prompts: [{ label: 'Send a code by', options: devices, hint: '' }],
    };
  }
  return round === 1
    ? {
        type: 'code',
        failure: 'INVALID_MFA',
        title: 'Enter the code',
        prompts: [{ label: 'Verification code', options: [], hint: code }],
      }
    : null;
}

/** A box to tick; whether that convinces the bank is decided by the password. */
function describeRecaptcha(isPassed: boolean): Round {
  const label = 'I am not a robot';
  return {
    type: 'recaptcha',
    failure: 'RECAPTCHA_BAD',
    title: 'Confirm that you are a person',
    prompts: [{ label, options: [label], hint: isPassed ? label : '' }],
  };
}

function describeSelection(
  challenge: Extract<Challenge, { kind: 'selections' }>,
  round: number,
  index: number,
): Prompt {
  const isSimple = challenge.rounds === 1 && challenge.perRound === 1 && challenge.options === 2;
  const options = isSimple
    ? ['Yes', 'No']
    : listIndexes(challenge.options).map((option) => `answer_${round}_${index}_${option}`);
  return { label: `Question ${index + 1}`, options, hint: options[0] ?? '' };
}

function listIndexes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
