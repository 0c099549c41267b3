import {
  finisherDefinition,
  PASSWORD_POLICY,
  type Definition,
  type FinisherDefinitionProps,
} from '../../constructs/finisher/definition';

const contact = (name: string) => ({ name, title: 'Team', email: `${name}@example.com`, phone: '+49 30 1234567' });

export const CONTACTS = {
  security: contact('security'),
  operations: contact('operations'),
  billing: contact('billing'),
};

/** The definition of a finisher that does all that it can do. */
export function aFinisher(overrides: Partial<FinisherDefinitionProps> = {}): Definition {
  return finisherDefinition({
    homeRegion: 'eu-central-1',
    passwordPolicy: PASSWORD_POLICY,
    contacts: CONTACTS,
    removesDefaultVpcs: true,
    emptiesDefaultSecurityGroups: true,
    ebsKeyAlias: 'alias/rampart-ebs',
    ...overrides,
  });
}
