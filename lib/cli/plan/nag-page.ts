import { renderPage } from '../../report/markdown/render-markdown';
import { code, paragraph, type Cell, type Table } from '../../report/report';
import { counted } from '../../report/words';
import type { Acknowledgement, NagFinding, NagReport } from './nag';

/** The results of all packs as a page for an auditor, in Markdown. */
export function nagPage({ gate, report }: NagReport): string {
  return renderPage({
    title: 'cdk-nag report',
    lead: [
      paragraph(
        'The findings of cdk-nag in the synthesized stacks. A finding of AwsSolutions or NIST 800-53 stops the plan, unless it is acknowledged with a reason. The other packs are only reported.',
      ),
    ],
    sections: [
      ...gate.map(({ pack, findings, acknowledged }) => ({
        title: `${pack}: ${counted(findings.length, 'finding')}, ${acknowledged.length} acknowledged`,
        blocks: [...findingTable(findings), ...acknowledgementTable(acknowledged)],
      })),
      ...report.map(({ pack, findings }) => ({
        title: `${pack}: ${counted(findings.length, 'finding')}`,
        blocks: findingTable(findings),
      })),
    ],
  });
}

function findingTable(findings: readonly NagFinding[]): readonly Table[] {
  if (findings.length === 0) return [];
  return [{ kind: 'table', head: ['Rule', 'Description', 'Constructs'], rows: findings.map(cells) }];
}

function acknowledgementTable(acknowledged: readonly Acknowledgement[]): readonly Table[] {
  if (acknowledged.length === 0) return [];
  const head = ['Acknowledged rule', 'Description', 'Constructs', 'Reason'];
  return [{ kind: 'table', head, rows: acknowledged.map((one) => [...cells(one), one.reason]) }];
}

function cells({ rule, description, constructs }: NagFinding): readonly Cell[] {
  return [rule, description, { lines: constructs.map(code) }];
}
