/** Finds the known name that a mistyped one was probably meant to be. */

/**
 * The one candidate within distance 2 (1 for short names), or `undefined` where none or several are equally near.
 * The distance counts insertions, deletions, substitutions and swaps of neighbours.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  // A sentence that holds a keyword is not the keyword, nor is the mark of a template.
  if (/\p{Script=Han}|^[%<[{].*[%>\]}]$/u.test(name)) return undefined;
  const limit = name.length <= 3 ? 1 : name.length <= 12 ? 2 : 3;
  let best: string | undefined;
  let bestDistance = limit + 1;
  let tied = false;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > limit || candidate === name) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      tied = false;
    } else if (distance === bestDistance && candidate !== best) tied = true;
  }
  return tied ? undefined : best;
}

/** As nearestName; of a word `name=value` only the name is compared, with the names that take a value so. */
export function nearestOption(word: string, candidates: readonly string[]): string | undefined {
  const near = nearestName(word, candidates);
  const equals = word.indexOf("=") + 1;
  if (near !== undefined || equals === 0) return near;
  const name = nearestName(
    word.slice(0, equals),
    candidates.filter((candidate) => candidate.endsWith("=")),
  );
  return name === undefined ? undefined : name + word.slice(equals);
}

/** Optimal string alignment distance, or `limit + 1` as soon as it must be larger. */
export function editDistance(a: string, b: string, limit: number): number {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (older[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    older = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}
