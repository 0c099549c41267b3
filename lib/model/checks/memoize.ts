/** The same function, with its answers remembered: the same mistake is often made in many files. */
export function memoize<Question, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const fresh = answer(question);
    answers.set(question, fresh);
    return fresh;
  };
}
