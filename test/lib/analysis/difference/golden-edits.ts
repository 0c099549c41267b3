import { assemble } from '../../../../lib/analysis/assemble/assemble';
import { guardrailsFile } from '../../../../lib/analysis/assemble/guardrails-file';
import type { Statement } from '../../../../lib/iam/statement';
import type { GuardrailsDocument, GuardrailsFile, GuardrailsTarget } from '../../../../lib/model/guardrails-file';
import type { Account, Organization, Placement } from '../../../../lib/model/organization';
import { catalogue } from '../../../../policies/catalogue';
import { theExample } from '../../../support/the-example';
import { valueOf } from '../builders';

/** Edits of the example organization as people make them: to its configuration or to a policy. */

const { organization: EXAMPLE, assembly } = theExample();

export const BEFORE = guardrailsFile(EXAMPLE, assembly);

/** The file after an edit of the configuration. */
export function configured(edit: (organization: Organization) => Organization): GuardrailsFile {
  const organization = edit(EXAMPLE);
  return guardrailsFile(organization, valueOf(assemble(organization, catalogue)));
}

/** The file with other parameters, written as in the configuration. */
export function withParameters(guardrail: string, target: string, parameters: object): GuardrailsFile {
  return configured((organization) => ({
    ...organization,
    placements: organization.placements.map((each) =>
      each.guardrail === guardrail && each.target === target
        ? { ...each, parameters: catalogue.get(guardrail)?.parameters.parse(parameters) }
        : each,
    ),
  }));
}

export function withPlacements(edit: (placements: readonly Placement[]) => readonly Placement[]): GuardrailsFile {
  return configured((organization) => ({ ...organization, placements: edit(organization.placements) }));
}

export function isAt(guardrail: string, target: string): (placement: Placement) => boolean {
  return (each) => each.guardrail === guardrail && each.target === target;
}

export function withAccount(key: string, changed: Partial<Account>): GuardrailsFile {
  return configured((organization) => ({
    ...organization,
    accounts: organization.accounts.map((each) => (each.key === key ? { ...each, ...changed } : each)),
  }));
}

export function withExemption(
  principal: string,
  guardrails: readonly string[],
  expires: string | null = null,
): GuardrailsFile {
  return configured((organization) => {
    const [model] = organization.exemptions;
    if (model === undefined) throw new Error('the example has an exemption');
    const reason = 'Builds the images';
    const exemption = { ...model, principal, guardrails, expires, owner: 'images@example.com', reason };
    return { ...organization, exemptions: [...organization.exemptions, exemption] };
  });
}

/** The file after an edit of each statement with a Sid, in all documents. */
export function written(sid: string, edit: (statement: Statement) => Statement): GuardrailsFile {
  let edited = 0;
  const file = withDocuments((documents) =>
    documents.map((document) => ({
      ...document,
      content: {
        ...document.content,
        Statement: document.content.Statement.map((statement) => {
          if (statement.Sid !== sid) return statement;
          edited += 1;
          return edit(statement);
        }),
      },
    })),
  );
  if (edited === 0) throw new Error(`no statement has the Sid ${sid}`);
  return file;
}

/** The file with a part of a statement's text replaced. */
export function replaced(sid: string, from: string, to: string): GuardrailsFile {
  return written(sid, (statement) => {
    const text = JSON.stringify(statement);
    if (!text.includes(from)) throw new Error(`${sid} does not contain ${from}`);
    return JSON.parse(text.replaceAll(from, to)) as Statement;
  });
}

export function withDocuments(
  edit: (documents: readonly GuardrailsDocument[]) => readonly GuardrailsDocument[],
): GuardrailsFile {
  return { ...BEFORE, documents: edit(BEFORE.documents) };
}

export function withTarget(id: string, changed: Partial<GuardrailsTarget>): GuardrailsFile {
  return { ...BEFORE, targets: BEFORE.targets.map((each) => (each.id === id ? { ...each, ...changed } : each)) };
}

/** The file with one document split in two, each with its part of the provenance. */
export function split(name: string, at: number): GuardrailsFile {
  return withDocuments((documents) =>
    documents.flatMap((document) => {
      if (document.name !== name) return [document];
      return [part(document, name, 0, at), part(document, `${name}b`, at, Infinity)];
    }),
  );
}

function part(document: GuardrailsDocument, name: string, from: number, to: number): GuardrailsDocument {
  const places = Object.entries(document.guardrails ?? {}).flatMap(([pointer, ids]) => {
    const [, statements, index, ...rest] = pointer.split('/');
    const number = Number(index);
    if (number < from || number >= to) return [];
    return [[['', statements, number - from, ...rest].join('/'), ids] as const];
  });
  return {
    ...document,
    name,
    content: { ...document.content, Statement: document.content.Statement.slice(from, to) },
    guardrails: Object.fromEntries(places),
  };
}
