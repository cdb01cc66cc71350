import './load-env.ts';
import { makeResetLink } from '#lib/auth/make-reset-link';
import { setOperator } from '#lib/auth/set-operator';
import { resetFactors } from '#lib/factors/reset-factors';
import { orderRotation } from '#lib/items/order-rotation';
import { signOutPeople } from '#lib/sessions/sign-out-people';
import { withDatabase } from '#lib/stack/database';

type Outcome = { done: boolean; message: string };

const commands: Record<string, (url: string, subject: string) => Promise<Outcome>> = {
  grant: (url, email) => setRight(url, email, true),
  revoke: (url, email) => setRight(url, email, false),
  'reset-link': printResetLink,
  'reset-factors': takeFactors,
  'sign-out': signOut,
  'rotate-token': orderRotation,
};

const [command = '', subject] = process.argv.slice(2);
const run = commands[command];
if (!subject || !run) {
  console.error(
    'Usage: npm run operator -- grant <email> | revoke <email> | reset-link <email> | reset-factors <email> | sign-out <email> | sign-out everybody | rotate-token <item id>',
  );
  process.exit(2);
}
await withDatabase(async (url) => {
  const { done, message } = await run(url, subject);
  if (done) {
    console.log(message);
  } else {
    console.error(message);
    process.exitCode = 1;
  }
});
process.exit();

async function setRight(url: string, email: string, operator: boolean): Promise<Outcome> {
  const done = await setOperator(url, email, operator);
  const message = done
    ? `${email} ${operator ? 'is now' : 'is no longer'} an operator.`
    : isNobody(email);
  return { done, message };
}

async function printResetLink(url: string, email: string): Promise<Outcome> {
  const link = await makeResetLink(url, email);
  const message = link
    ? `Whoever opens it within half an hour chooses a new password for ${email}:\n${link}`
    : isNobody(email);
  return { done: link !== null, message };
}

async function takeFactors(url: string, email: string): Promise<Outcome> {
  const removed = await resetFactors(url, email);
  if (removed === null) return { done: false, message: isNobody(email) };
  const message =
    removed === 0
      ? `The account of ${email} asks for no second step. Nothing was changed.`
      : `The account of ${email} asks for no second step any more, and is signed out everywhere. They have been told by mail.`;
  return { done: true, message };
}

async function signOut(url: string, subject: string): Promise<Outcome> {
  const ended = await signOutPeople(url, subject === 'everybody' ? null : subject);
  if (ended === null) return { done: false, message: isNobody(subject) };
  const { people, sessions } = ended;
  return { done: true, message: `Sessions ended: ${sessions}, of ${people} people.` };
}

function isNobody(email: string): string {
  return `Nobody has signed up with ${email}. Nothing was changed.`;
}
