import { Typing } from '../../../../lib/cli/terminal/ask-hidden';

const type = (text: string) => {
  const typing = new Typing();
  return Array.from(text, (sign) => typing.take(sign)).find((answer) => answer !== undefined);
};

describe('what is typed', () => {
  test.each([
    ['123456\r', '123456'],
    ['123456\n', '123456'],
    ['12\u007f3\b4\r', '14'],
    ['99\u0015123456\r', '123456'],
    ['\u007f1\u001b2\r', '12'],
    ['\r', ''],
  ])('%j is %j', (text, answer) => {
    expect(type(text)).toEqual({ kind: 'answer', text: answer });
  });

  test.each(['12\u0003', '\u0004'])('%j interrupts', (text) => {
    expect(type(text)).toEqual({ kind: 'interrupted' });
  });

  test('is no answer before its end', () => {
    expect(type('123456')).toBeUndefined();
  });
});
