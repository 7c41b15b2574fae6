/** Words of the same meaning, which no slip of the finger makes of ours. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ['under', 'below'],
  ['less', 'below'],
  ['over', 'above'],
  ['more', 'above'],
  ['max', 'atMost'],
  ['min', 'atLeast'],
]);

/** The candidate that is nearest to a word, or null where none is near enough to be a slip of the finger. */
export function didYouMean(word: string, candidates: readonly string[]): string | null {
  const same = otherWords.get(word.toLowerCase());
  if (same !== undefined && candidates.includes(same)) return same;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(replace, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, beforeLast[j - 2] + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

/** `did you mean "servers"?`, or what there is, or null where there is nothing to say. */
export function suggest(word: string, candidates: readonly string[]): string | null {
  const near = didYouMean(word, candidates);
  if (near !== null) return `did you mean "${near}"?`;
  return candidates.length === 0 ? null : `there ${candidates.length === 1 ? 'is' : 'are'}: ${listed(candidates)}`;
}

/** a, b, c … at most twelve of them. */
export function listed(words: readonly string[]): string {
  return words.length <= 12 ? words.join(', ') : `${words.slice(0, 12).join(', ')} and ${words.length - 12} more`;
}
