import type { LinkFlow } from '../link-flow.ts';
import type { StepView } from '../protocol.ts';
import { showAccounts } from './accounts.ts';
import { showAdded, showFinished } from './endings.ts';
import { showInstitutions } from './institution.ts';
import { showAuthType, showDeposit, showNumbers } from './numbers.ts';
import { resumeFromBank, showOauth } from './oauth.ts';
import { showDocuments, showEmployers, showPayrollLogin } from './payroll.ts';
import { showCode, showPhone, showSaved } from './returning-user.ts';
import { showChallenge, showCredentials } from './sign-in.ts';

/** Which pane a step is, with its events. */
export function showStep(flow: LinkFlow, view: StepView): void {
  switch (view.step) {
    case 'phone':
      showPhone(flow, view);
      break;
    case 'otp':
      showCode(flow, view);
      break;
    case 'saved':
      showSaved(flow, view);
      break;
    case 'auth-type':
      showAuthType(flow);
      break;
    case 'institution':
      showInstitutions(flow, view);
      break;
    case 'credentials':
      showCredentials(flow, view);
      break;
    case 'oauth':
      showOauth(flow, view);
      break;
    case 'bank-return':
      resumeFromBank(flow, view);
      break;
    case 'challenge':
      showChallenge(flow, view);
      break;
    case 'accounts':
      showAccounts(flow, view);
      break;
    case 'numbers':
      showNumbers(flow, view);
      break;
    case 'deposit':
      showDeposit(flow, view);
      break;
    case 'employer':
      showEmployers(flow, view);
      break;
    case 'payroll-login':
      showPayrollLogin(flow, view);
      break;
    case 'documents':
      showDocuments(flow);
      break;
    case 'added':
      showAdded(flow, view);
      break;
    case 'finished':
      showFinished(flow, view);
      break;
  }
}
