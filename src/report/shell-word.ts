/** A path as a word for a shell: quoted where it holds more than letters, digits and `. _ / -`. */
export function shellWord(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
