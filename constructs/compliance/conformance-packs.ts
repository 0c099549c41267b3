import { Construct } from 'constructs';
import { inSequence } from '../organization/in-sequence';
import { ConformancePack, type ConformancePackProps } from './conformance-pack';

export interface ConformancePacksProps {
  /** By the id of its construct. */
  readonly packs: Readonly<Record<string, ConformancePackProps>>;
}

/**
 * The organization's conformance packs in one Region, one after another: each is a rollout to all accounts, and the first
 * one makes the organization trust AWS Config.
 */
export class ConformancePacks extends Construct {
  constructor(scope: Construct, id: string, { packs }: ConformancePacksProps) {
    super(scope, id);
    inSequence(Object.entries(packs).map(([packId, props]) => new ConformancePack(this, packId, props)));
  }
}
