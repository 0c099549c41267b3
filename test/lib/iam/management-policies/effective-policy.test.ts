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

describe('operators on inherited values', () => {
  const root = tag({ '@@assign': 'Project' }, { '@@assign': ['Maintenance', 'Escalations'] });

  test('@@assign replaces a value and a list', () => {
    expect(valuesIn([root], [tag(undefined, { '@@assign': ['Sandbox'] })])).toEqual(['Sandbox']);
    expect(keyIn([root], [], [tag({ '@@assign': 'PROJECT' })])).toBe('PROJECT');
  });

  test('@@append adds each value once and starts a list if there is none', () => {
    expect(valuesIn([root], [tag(undefined, { '@@append': ['Research', 'Maintenance'] })])).toEqual([
      'Maintenance',
      'Escalations',
      'Research',
    ]);
    expect(valuesIn([], [tag(undefined, { '@@append': ['Research'] })])).toEqual(['Research']);
  });

  test('@@remove removes values from a list and does nothing without one', () => {
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

describe('limits for child policies', () => {
  test('a setting keeps its value if no operator is allowed', () => {
    const root = tag({ [LIMIT]: ['@@none'], '@@assign': 'Project' });
    expect(keyIn([root], [tag({ '@@assign': 'PROJECT' })])).toBe('Project');
  });

  test('only allowed operators have an effect', () => {
    const root = tag(undefined, { [LIMIT]: ['@@append'], '@@assign': ['Maintenance'] });
    const child = tag(undefined, { '@@append': ['Research'], '@@remove': ['Maintenance'], '@@assign': ['Other'] });
    expect(valuesIn([root], [child])).toEqual(['Maintenance', 'Research']);
  });

  test('a limit does not apply to its own level', () => {
    const limit = tag(undefined, { [LIMIT]: ['@@none'] });
    expect(valuesIn([limit, tag(undefined, { '@@assign': ['Research'] })])).toEqual(['Research']);
  });

  test('a child policy cannot extend a limit', () => {
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

  test('a limit on a part prevents new names and does not affect existing ones', () => {
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
