/** The same function, which works out the answer to each question once: a mistake is often made in many files. */
export function answerOnce<Question, Answer>(answer: (question: Question) => Answer): (question: Question) => Answer {
  const answers = new Map<Question, Answer>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const fresh = answer(question);
    answers.set(question, fresh);
    return fresh;
  };
}
