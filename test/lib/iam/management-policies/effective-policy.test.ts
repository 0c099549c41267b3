import { effectivePolicy, settingAt } from '../../../../lib/iam/management-policies/effective-policy';
import type { ManagementPolicy } from '../../../../lib/iam/management-policies/management-policy';

const LIMIT = '@@operators_allowed_for_child_policies';

/** A tag policy in AWS's examples has one tag with a key and values. */
function tag(key: ManagementPolicy | undefined, values?: ManagementPolicy): ManagementPolicy {
  return {
    tags: {
      project: { ...(key !== undefined && { tag_key: key }), ...(values !== undefined && { tag_value: values }) },
    },
  };
}

function valuesIn(...levels: readonly (readonly ManagementPolicy[])[]): unknown {
  return settingAt(effectivePolicy(levels), ['tags', 'project', 'tag_value']);
}

function keyIn(...levels: readonly (readonly ManagementPolicy[])[]): unknown {
  return settingAt(effectivePolicy(levels), ['tags', 'project', 'tag_key']);
}

describe('what a policy does to what its parents set', () => {
  const root = tag({ '@@assign': 'Project' }, { '@@assign': ['Maintenance', 'Escalations'] });

  test('@@assign replaces a value and a list', () => {
    expect(valuesIn([root], [tag(undefined, { '@@assign': ['Sandbox'] })])).toEqual(['Sandbox']);
    expect(keyIn([root], [], [tag({ '@@assign': 'PROJECT' })])).toBe('PROJECT');
  });

  test('@@append adds to a list, each value once, and begins one', () => {
    expect(valuesIn([root], [tag(undefined, { '@@append': ['Research', 'Maintenance'] })])).toEqual([
      'Maintenance',
      'Escalations',
      'Research',
    ]);
    expect(valuesIn([], [tag(undefined, { '@@append': ['Research'] })])).toEqual(['Research']);
  });

  test('@@remove takes values from a list, and from nothing nothing', () => {
    expect(valuesIn([root], [tag(undefined, { '@@remove': ['Maintenance', 'Other'] })])).toEqual(['Escalations']);
    expect(effectivePolicy([[tag(undefined, { '@@remove': ['Maintenance'] })]])).toEqual({});
  });

  test('the effective policy has no operators and no empty parts', () => {
    expect(effectivePolicy([[root], [tag({ [LIMIT]: ['@@none'] })]])).toEqual({
      tags: { project: { tag_key: 'Project', tag_value: ['Maintenance', 'Escalations'] } },
    });
    expect(effectivePolicy([])).toEqual({});
  });
});

describe('what a policy lets its children do', () => {
  test('a setting keeps its value where no operator is allowed', () => {
    const root = tag({ [LIMIT]: ['@@none'], '@@assign': 'Project' });
    expect(keyIn([root], [tag({ '@@assign': 'PROJECT' })])).toBe('Project');
  });

  test('only the operators that are allowed act', () => {
    const root = tag(undefined, { [LIMIT]: ['@@append'], '@@assign': ['Maintenance'] });
    const child = tag(undefined, { '@@append': ['Research'], '@@remove': ['Maintenance'], '@@assign': ['Other'] });
    expect(valuesIn([root], [child])).toEqual(['Maintenance', 'Research']);
  });

  test('a limit does not bind the level that it stands on', () => {
    const limit = tag(undefined, { [LIMIT]: ['@@none'] });
    expect(valuesIn([limit, tag(undefined, { '@@assign': ['Research'] })])).toEqual(['Research']);
  });

  test('a child cannot widen a limit', () => {
    const root = tag(undefined, { [LIMIT]: ['@@none'], '@@assign': ['Maintenance'] });
    const wider = tag(undefined, { [LIMIT]: ['@@all'] });
    expect(valuesIn([root], [wider], [tag(undefined, { '@@append': ['Research'] })])).toEqual(['Maintenance']);
  });

  test('the limits of two policies on one target intersect', () => {
    const one = tag(undefined, { [LIMIT]: ['@@append'], '@@assign': ['Maintenance'] });
    const other = tag(undefined, { [LIMIT]: ['@@append', '@@remove'] });
    const child = tag(undefined, { '@@append': ['Research'], '@@remove': ['Maintenance'] });
    expect(valuesIn([one, other], [child])).toEqual(['Maintenance', 'Research']);
  });

  test('a limit at a part keeps new names out, and leaves what is there alone', () => {
    const root: ManagementPolicy = {
      services: { [LIMIT]: ['@@none'], default: { opt_out_policy: { '@@assign': 'optOut' } } },
    };
    const child: ManagementPolicy = {
      services: {
        default: { opt_out_policy: { '@@assign': 'optIn' } },
        lex: { opt_out_policy: { '@@assign': 'optIn' } },
      },
    };
    expect(effectivePolicy([[root], [child]])).toEqual({ services: { default: { opt_out_policy: 'optIn' } } });
  });
});

test('of two policies on one target, the one that was attached first sets the value', () => {
  expect(keyIn([tag({ '@@assign': 'PROJECT' }), tag({ '@@assign': 'project' })])).toBe('PROJECT');
});

describe('a path', () => {
  const settings = effectivePolicy([[tag({ '@@assign': 'Project' })]]);

  test.each([
    ['that leads nowhere', ['tags', 'owner', 'tag_key']],
    ['that ends at a part', ['tags', 'project']],
    ['that goes beyond a value', ['tags', 'project', 'tag_key', 'deeper']],
    ['that names what every object has', ['tags', 'constructor', 'name']],
  ])('%s has no value', (_, path) => {
    expect(settingAt(settings, path)).toBeUndefined();
  });
});
