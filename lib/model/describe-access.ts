import type { Grantee } from './access';
import type { Actor } from './actors';
import { applicationPermissionSet } from './names';

/**
 * Who reaches a store, as the subject of a sentence.
 *
 * @param account the key of the store's account: whoever comes from there needs no other name of it
 */
export function describeGrantee(who: Grantee, account: string): string {
  switch (who.kind) {
    case 'application':
      return `\`${who.application}\`${from(who.account, account)}`;
    case 'people':
      return `the people of \`${who.group}\` as \`${applicationPermissionSet(who.application)}\`${from(who.account, account)}`;
    case 'backup':
      return 'AWS Backup';
    case 'partner':
      return `the partner's role \`${partnerRole(who)}\``;
  }
}

/** The ARN of a partner's role. Partners are in the partition of the organization. */
export function partnerRole({ account, role }: Extract<Grantee, { readonly kind: 'partner' }>): string {
  return `arn:aws:iam::${account}:role/${role}`;
}

function from(account: string, home: string): string {
  return account === home ? '' : ` of \`${account}\``;
}

/** What may become a role, as the subject of a sentence. */
export function describeActor(actor: Actor): string {
  switch (actor.kind) {
    case 'ec2':
      return 'instances of EC2';
    case 'ecs':
      return 'tasks of ECS';
    case 'lambda':
      return 'functions of Lambda';
    case 'pods':
      return `pods of \`${actor.namespace}/${actor.serviceAccount}\` in the EKS cluster \`${actor.cluster}\``;
    case 'github':
      return `workflows of \`${actor.subject}\``;
  }
}

/** `read`, `write` or `read and write`. */
export function describeRights({
  mayRead,
  mayWrite,
}: {
  readonly mayRead: boolean;
  readonly mayWrite: boolean;
}): string {
  return [...(mayRead ? ['read'] : []), ...(mayWrite ? ['write'] : [])].join(' and ');
}
