/** Keeps answers about files, units and clusters: none of them ever changes, so an answer holds as long as they do. */

/** Asks once for each subject. What else the question needs must follow from the subject. */
export function remembered<Subject extends object, Rest extends readonly unknown[], Answer>(
  ask: (subject: Subject, ...rest: Rest) => Answer,
): (subject: Subject, ...rest: Rest) => Answer {
  const answers = new WeakMap<Subject, { readonly answer: Answer }>();
  return (subject, ...rest) => {
    let known = answers.get(subject);
    if (known === undefined) {
      known = { answer: ask(subject, ...rest) };
      answers.set(subject, known);
    }
    return known.answer;
  };
}
