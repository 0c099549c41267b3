import { deploymentSteps } from '../../../../lib/analysis/deployment/steps';
import { findOpenMoments } from '../../../../lib/analysis/deployment/open-moments';
import { findRemedies } from '../../../../lib/analysis/deployment/remedies';
import type { GuardrailsFile } from '../../../../lib/model/guardrails-file';
import { anOrganization } from './an-organization';

function remediesOf(before: GuardrailsFile, after: GuardrailsFile): readonly string[] {
  const steps = deploymentSteps(before, after);
  return findRemedies(before, steps, findOpenMoments(before, after, steps)).map(({ first }) => first);
}

describe('the first of two steps', () => {
  test('keeps a statement on a unit that moves to an account', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject', 'sqs:*']]]);
    const after = anOrganization({ shop: 'A' }, [
      ['A-1', 'A', ['sqs:*']],
      ['shop-1', 'shop', ['s3:PutObject']],
    ]);
    expect(remediesOf(before, after)).toEqual(['keep `deny-s3:PutObject` on `A` as it is deployed']);
  });

  test('keeps a statement in a document that moves to a later one', () => {
    const before = anOrganization({ shop: 'A' }, [['root-1', 'root', ['s3:PutObject', 'sqs:*']]]);
    const after = anOrganization({ shop: 'A' }, [
      ['root-1', 'root', ['sqs:*']],
      ['root-2', 'root', ['s3:PutObject']],
    ]);
    expect(remediesOf(before, after)).toEqual([
      'also keep `deny-s3:PutObject` in `root-1`: list it there in packing.lock.json',
    ]);
  });

  test('does not move an account that gets its own policies', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
    const after = anOrganization({ shop: 'B' }, [
      ['A-1', 'A', ['s3:PutObject']],
      ['shop-1', 'shop', ['s3:PutObject']],
    ]);
    expect(remediesOf(before, after)).toEqual(['leave `shop` where it is']);
  });

  test('does not exist if one step is enough', () => {
    const before = anOrganization({ shop: 'A' }, [['A-1', 'A', ['s3:PutObject']]]);
    expect(remediesOf(before, anOrganization({ shop: 'A' }, []))).toEqual([]);
  });
});
