import type { Report } from '../report/report';
import { renderText } from '../report/text/render-text';
import { visibleJson } from '../report/visible';
import type { Io } from './io';

/**
 * Writes a report for people.
 *
 * @param to standard output or standard error
 * @param longest characters that are shown of any one text; default: all
 */
export function printReport(report: Report, io: Io, to: 'out' | 'err' = 'out', longest?: number): void {
  const options = { hasColors: io.colors[to], ...(longest !== undefined && { longest }) };
  for (const line of renderText(report, options)) io[to]({ rendered: line });
}

/** Writes a value for other programs, to standard output. */
export function printJson(value: unknown, io: Io): void {
  printJsonText(JSON.stringify(value, null, 2), io);
}

/** Writes JSON, or lines of it, to standard output. */
export function printJsonText(text: string, io: Io): void {
  io.out({ rendered: visibleJson(text) });
}
