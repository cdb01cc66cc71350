import type { BankOwner } from './bank-user.ts';

/** Whose accounts user_good's are. */
export const defaultOwner: BankOwner = {
  names: ['Alberta Bobbeth Charleson'],
  phone_numbers: [
    { data: '2025550123', primary: false, type: 'home' },
    { data: '1112224444', primary: false, type: 'work' },
    { data: '1112225555', primary: false, type: 'mobile' },
  ],
  emails: [
    { data: 'accountholder0@example.com', primary: true, type: 'primary' },
    { data: 'accountholder1@example.com', primary: false, type: 'secondary' },
    {
      data: 'extraordinarily.long.email.username.123456@reallylonghostname.com',
      primary: false,
      type: 'other',
    },
  ],
  addresses: [
    {
      data: {
        street: '2992 Cameron Road',
        city: 'Malakoff',
        region: 'NY',
        postal_code: '14236',
        country: 'US',
      },
      primary: true,
    },
    {
      data: {
        street: '2493 Leisure Lane',
        city: 'San Matias',
        region: 'CA',
        postal_code: '93405-2255',
        country: 'US',
      },
      primary: false,
    },
  ],
};
