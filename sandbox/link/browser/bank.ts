import { BankVisit } from './bank-visit.ts';

// The own page of a bank that signs people in itself, in a window of its own or in place of the page.
const visit = new URLSearchParams(window.location.search).get('visit') ?? '';
void new BankVisit(visit).open();
