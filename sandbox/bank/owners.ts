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

/** A person with one phone, one e-mail and one address. The numbers and hosts belong to nobody. */
export function person(
  name: string,
  phone: string,
  street: string,
  city: string,
  region: string,
  postal_code: string,
): BankOwner {
  const mailbox = name.toLowerCase().replaceAll(/[^a-z]+/g, '.');
  return {
    names: [name],
    phone_numbers: [{ data: phone, primary: true, type: 'mobile' }],
    emails: [{ data: `${mailbox}@example.com`, primary: true, type: 'primary' }],
    addresses: [{ data: { street, city, region, postal_code, country: 'US' }, primary: true }],
  };
}
