import { deploymentSteps } from '../../../../lib/analysis/deployment/deployment-steps';
import { findOpenMoments } from '../../../../lib/analysis/deployment/open-moments';
import { findRemedies } from '../../../../lib/analysis/deployment/remedy';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { anOrganization } from './an-organization';

function remediesOf(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  const steps = deploymentSteps(before, after);
  return findRemedies(before, steps, findOpenMoments(before, after, steps)).map(({ first }) => first);
}

describe('the first of two steps', () => {
  test('keeps on a unit what moves to an account', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject', 'sqs:*']]]);
    const after = anOrganization({ shop: 'A' }, [
      ['A-1', 'A', ['sqs:*']],
      ['shop-1', 'shop', ['s3:PutObject']],
    ]);
    expect(remediesOf(before, after)).toEqual(['keep `deny-s3:PutObject` on `A` as it is deployed']);
  });

  test('keeps in a document what moves to a later one', () => {
    const before = anOrganization({ shop: 'A' }, [['root-1', 'root', ['s3:PutObject', 'sqs:*']]]);
    const after = anOrganization({ shop: 'A' }, [
      ['root-1', 'root', ['sqs:*']],
      ['root-2', 'root', ['s3:PutObject']],
    ]);
    expect(remediesOf(before, after)).toEqual([
      'keep `deny-s3:PutObject` in `root-1`, too: name it there in packing.lock.json',
    ]);
  });

  test('leaves an account where it is, that is to get its own policies', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
    const after = anOrganization({ shop: 'B' }, [
      ['A-1', 'A', ['s3:PutObject']],
      ['shop-1', 'shop', ['s3:PutObject']],
    ]);
    expect(remediesOf(before, after)).toEqual(['leave `shop` where it is']);
  });

  test('is nothing where one step will do', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
    expect(remediesOf(before, anOrganization({ shop: 'A' }, []))).toEqual([]);
  });
});
