import type { OpenMoment } from '../../analysis/deployment/open-moments';
import { counted } from '../../report/words';
import type { Paint } from '../paint';
import type { OrderSummary } from './deployment';

/** The steps of a deployment for people, and the moments that are open. Null: nobody asked for them. */
export function describeOrder(order: OrderSummary | null, paint: Paint): readonly string[] {
  if (order === null) return [];
  const { from, steps, openMoments, remedies } = order;
  if (steps.length === 0) return [`Deployment from ${from}: no policy changes and no account moves`];
  return [
    paint('bold', `Deployment from ${from}: ${counted(steps.length, 'step')}`),
    ...steps.flatMap(({ stack, kind, subject, target }, index) => [
      `  ${index + 1}. ${stack}: ${VERBS[kind]} ${subject}${kind === 'create' ? '' : `, on ${target}`}`,
      ...openMoments
        .filter(({ step }) => step === index)
        .map((moment) => paint('red', `     open from here: ${describeMoment(moment)}`)),
    ]),
    ...(openMoments.length > 0
      ? [
          'Commit and deploy first, with all else of this change, then the rest:',
          ...remedies.map(({ first, reason }) => `  - ${first}: ${reason}`),
        ]
      : [paint('green', 'At each step, whatever is denied before and after is denied')]),
  ];
}

const VERBS: Readonly<Record<OrderSummary['steps'][number]['kind'], string>> = {
  attach: 'attach',
  update: 'update',
  detach: 'detach and delete',
  create: 'create, in the root,',
  move: 'move',
};

function describeMoment({ accounts, opening }: OpenMoment): string {
  const where = accounts.join(', ');
  switch (opening.kind) {
    case 'request': {
      const { action, resource, context } = opening.witness;
      const more = Object.keys(context).length === 0 ? '' : ` with ${JSON.stringify(context)}`;
      return `${where}: ${action} on ${resource}${more}, which is denied before and after`;
    }
    case 'setting':
      return `${where}: ${opening.path} is neither what it was nor what it will be`;
    case 'undecided':
      return `${where}: undecided, ${opening.reason}`;
  }
}
