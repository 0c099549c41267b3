import { parseTemplate, templateMistake, variablesOf } from '../../../../lib/iam/patterns/template';

describe('parseTemplate', () => {
  test.each([
    ['plain', []],
    ['a/${aws:username}/b', ['aws:username']],
    [
      '${aws:PrincipalTag/team}-${aws:PrincipalTag/cost-center}',
      ['aws:PrincipalTag/team', 'aws:PrincipalTag/cost-center'],
    ],
    ["${aws:PrincipalTag/team, 'company wide'}", ['aws:PrincipalTag/team']],
    ['${*}${?}${$}', []],
    ['${aws:username', []],
    ['${}', []],
    ['${aws:user name}', []],
    ['$${aws:username}', ['aws:username']],
  ])('finds in %j the variables %j', (text, names) => {
    expect(variablesOf(parseTemplate(text)).map(({ name }) => name)).toEqual(names);
  });

  test('reads a default value, which may be empty', () => {
    expect(variablesOf(parseTemplate("${aws:PrincipalTag/team, ''}"))[0]?.fallback).toBe('');
    expect(variablesOf(parseTemplate('${aws:PrincipalTag/team}'))[0]?.fallback).toBeNull();
  });
});

describe('templateMistake', () => {
  test.each(['plain', '${aws:username}', '${*}', "${aws:PrincipalTag/team, 'a b'}", 'costs $5 {each}'])(
    'finds none in %j',
    (text) => {
      expect(templateMistake(text)).toBeNull();
    },
  );

  test.each(['${aws:username', '${}', '${aws:user name}', '${aws:PrincipalTag/team,none}', '${ aws:username}'])(
    'finds one in %j',
    (text) => {
      expect(templateMistake(text)).not.toBeNull();
    },
  );
});
