import { Option } from 'commander';
import { organizationPacks } from '../analysis/assemble/organization-packs';
import { controlsOf } from '../analysis/controls/assess';
import type { ControlStandard } from '../analysis/controls/control';
import { CONTROL_LISTS } from '../analysis/controls/control-lists';
import { CONFIG_RULES } from '../model/config-rules/table';
import type { CommandDefinition, GlobalOptions } from './command';
import { onlyUncovered } from './controls/assessed-standard';
import { controlsReport } from './controls/controls-report';
import { controlsToJson } from './controls/controls-to-json';
import { readOrganization } from './input/read-organization';
import { reportProblems } from './input/report-problems';
import { printJson, printReport } from './print-report';

export interface ControlsOptions extends GlobalOptions {
  readonly standard?: ControlStandard;
  /** Whether only controls that nothing covers are shown, and fail. */
  readonly uncovered?: boolean;
}

/** Shows what covers each control of a standard in the organization as it is configured. */
export const controls: CommandDefinition<ControlsOptions> = {
  examples: ['controls --standard cis-aws-foundations', 'controls --uncovered', 'controls --json'],
  declare: (command) =>
    command
      .addOption(
        new Option('--standard <id>', 'show one standard (default: all)').choices(
          CONTROL_LISTS.map(({ standard }) => standard),
        ),
      )
      .option('--uncovered', 'show only controls that nothing covers; exit with 1 if there are any'),
  run(options, io) {
    const read = readOrganization(options.organization);
    if (read.kind === 'problems') return reportProblems(read.problems, options, io);
    const { organization } = read.value;
    const configRules = { rules: CONFIG_RULES, packs: organizationPacks(organization) };
    const standards = CONTROL_LISTS.filter(
      ({ standard }) => options.standard === undefined || standard === options.standard,
    ).map((list) => ({ list, chapters: controlsOf(list, organization, configRules) }));
    const choose = options.uncovered === true ? onlyUncovered : <Chapters>(chapters: Chapters): Chapters => chapters;
    if (options.json === true) printJson(controlsToJson(standards, choose), io);
    else printReport(controlsReport(standards, choose), io);
    const hasUncovered = standards.some(({ chapters }) => onlyUncovered(chapters).length > 0);
    return { exitCode: options.uncovered === true && hasUncovered ? 1 : 0 };
  },
};
