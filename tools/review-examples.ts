import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDifference } from '../lib/analysis/difference/difference';
import { differenceComment } from '../lib/cli/diff/difference-report';
import { readOrganization } from '../lib/cli/input/read-organization';
import type { GuardrailsFile } from '../lib/model/guardrails-file';
import { describeProblem } from '../lib/model/problem';

/** The page with the examples: its path in the repository. */
export const REVIEW_PAGE = 'docs/review.md';

const CONFIGURATION = 'landing-zone.yaml';

/** An edit of a file of the example organization. */
interface Example {
  readonly title: string;
  /** The file; default: `landing-zone.yaml`. */
  readonly file?: string;
  /** The line above the edit. */
  readonly below: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

const EXAMPLES: readonly Example[] = [
  {
    title: 'An exemption is added',
    below: `    expires: '2027-03-31T00:00:00Z'`,
    removed: [],
    added: [
      `  - principal: 'arn:*:iam::*:role/finance/buyer'`,
      '    guardrails: [deny-reserved-purchases]',
      '    owner: finance@example.com',
      '    reason: Buys the capacity for the launch',
      `    expires: '2027-06-30T00:00:00Z'`,
    ],
  },
  {
    title: 'A Region is added',
    below: '  home: eu-central-1',
    removed: ['  governed: [eu-central-1, eu-west-1, us-east-1]'],
    added: ['  governed: [eu-central-1, eu-west-1, us-east-1, eu-north-1]'],
  },
  {
    title: 'A Config rule is left out',
    below: 'compliance:',
    removed: [],
    added: ['  rampart-mirror:', '    withoutRules: [INTERNET_GATEWAY_AUTHORIZED_VPC_ONLY]'],
  },
  {
    title: 'A grant is added',
    file: 'applications/billing.yaml',
    below: '    readers:',
    removed: [],
    added: ['      - application: shop'],
  },
  {
    title: 'A list is tidied up',
    below: '    limit-instance-types:',
    removed: [`      allowed: ['t3.*', 't3a.*', 't4g.*']`],
    added: [`      allowed: ['t3.*', 't3.micro', 't3a.*', 't4g.*']`],
  },
];

const [START, END] = ['<!-- prettier-ignore-start -->\n', '\n<!-- prettier-ignore-end -->'];

/**
 * The page about reviews with current examples. The rest of the page is not generated. Null: the organization is another
 * one than the shipped one, and the examples do not apply to it.
 */
export function reviewPage(root: string): string | null {
  if (!EXAMPLES.every((example) => appliesTo(join(root, 'organization'), example))) return null;
  const page = readFileSync(join(root, REVIEW_PAGE), 'utf8');
  const [start, end] = [page.indexOf(START), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`${REVIEW_PAGE} has no markers around its examples`);
  return [page.slice(0, start + START.length), renderExamples(join(root, 'organization')), page.slice(end)].join('');
}

function appliesTo(organization: string, example: Example): boolean {
  const file = fileOf(organization, example);
  return existsSync(file) && readFileSync(file, 'utf8').includes(textsOf(example).from);
}

function fileOf(organization: string, { file = CONFIGURATION }: Example): string {
  return join(organization, file);
}

function renderExamples(organization: string): string {
  const before = readState(organization);
  return EXAMPLES.map((example) => {
    const difference = findDifference(before, inCopy(organization, example, readState));
    const comment = differenceComment(difference, { before: 'main', after: 'the proposal' });
    return `\n### ${example.title}\n\n${describeEdit(example)}\n\n${quote(comment)}\n`;
  }).join('');
}

function describeEdit({ file, below, removed, added }: Example): string {
  const head = file === undefined ? [] : [`--- ${file}`, `+++ ${file}`];
  const lines = [...head, ` ${below}`, ...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)];
  return `\`\`\`diff\n${lines.join('\n')}\n\`\`\``;
}

function quote(markdown: string): string {
  return markdown
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** What an example replaces, and by what. */
function textsOf({ below, removed, added }: Example): { readonly from: string; readonly to: string } {
  const [from = '', to = ''] = [removed, added].map((lines) => [below, ...lines, ''].join('\n'));
  return { from, to };
}

/** Calls a function with an edited copy of an organization. */
function inCopy<T>(organization: string, example: Example, work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-example-'));
  try {
    cpSync(organization, folder, { recursive: true });
    const file = fileOf(folder, example);
    const text = readFileSync(file, 'utf8');
    const { from, to } = textsOf(example);
    writeFileSync(
      file,
      text.replace(from, () => to),
    );
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readState(folder: string): GuardrailsFile {
  const read = readOrganization(folder);
  if (read.kind === 'problems') throw new Error(read.problems.map(describeProblem).join('\n'));
  return read.value.assembly.file;
}
