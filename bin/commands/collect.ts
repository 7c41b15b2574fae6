/** The values of an option that may be given several times, in order. Without a default, so that help shows none. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
