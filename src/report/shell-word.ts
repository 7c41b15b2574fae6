/** A word for a shell: quoted where it holds more than letters, digits and `. _ / - @ % + = : ,`. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
