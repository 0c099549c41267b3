import type { Contact, ContactKind } from '../../lib/model/baseline';
import { attempt, changed, left, merged } from './definition-outcome';
import { inHomeRegion } from './definition-home-region';
import { call, choose, forEach, inOrder, isPresent, type MachineFields, type MachineStates } from './definition-states';

/** The alternate contacts of an account. A kind that is missing is left as it is. */
export type Contacts = Readonly<Partial<Record<ContactKind, Contact>>>;

const FIELDS = ['Name', 'Title', 'EmailAddress', 'PhoneNumber'];

const WHAT = { what: 'alternate contact', 'type.$': '$.contact.AlternateContactType' };

/** Sets alternate contacts that are missing, or are others. */
export function setContacts(homeRegion: string, contacts: Contacts): MachineStates {
  return inHomeRegion(
    'Contacts',
    { homeRegion, what: 'alternate contacts' },
    {
      ListContacts: { Type: 'Pass', Result: { contacts: parametersOf(contacts) } },
      EachContact: forEach(
        { of: '$.contacts', as: 'contact', keep: merged() },
        {
          StartAt: 'Contact',
          States: attempt('Contact', { what: WHAT }, setContact()),
        },
      ),
    },
  );
}

/** For an operation of the Account Management API. Without an account's number, it means the caller's own account. */
function parametersOf(contacts: Contacts): readonly MachineFields[] {
  return (['security', 'operations', 'billing'] as const).flatMap((kind) => {
    const contact = contacts[kind];
    if (contact === undefined) return [];
    const { name, title, email, phone } = contact;
    return [
      { AlternateContactType: kind.toUpperCase(), Name: name, Title: title, EmailAddress: email, PhoneNumber: phone },
    ];
  });
}

function setContact(): MachineStates {
  const isSame = FIELDS.flatMap((field) => [
    isPresent(`$.now.AlternateContact.${field}`),
    { Variable: `$.now.AlternateContact.${field}`, StringEqualsPath: `$.contact.${field}` },
  ]);
  const parameters = ['AlternateContactType', ...FIELDS].map((field) => [`${field}.$`, `$.contact.${field}`] as const);
  const states = {
    ReadContact: call(
      'account:getAlternateContact',
      { 'AlternateContactType.$': '$.contact.AlternateContactType' },
      { at: '$.now', absent: { error: 'Account.ResourceNotFoundException', next: 'SetContact' } },
    ),
    IsContactSet: choose([{ if: { And: isSame }, next: 'ContactIsSet' }], 'SetContact'),
    SetContact: call('account:putAlternateContact', Object.fromEntries(parameters), { at: null }),
    ContactSet: changed(WHAT),
    ContactIsSet: left({ ...WHAT, why: 'it is the same' }),
  };
  return inOrder(states);
}
