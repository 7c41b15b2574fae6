/**
 * The end of a verdict: `2 met (exit 0)`. Where the process ends otherwise than the verdict says, since files could not be written, that is what stands there, and why.
 *
 * @param own what the verdict comes to
 * @param exit what the process ends with
 */
export function closing(said: string, own: number, exit = own): string {
  return exit === own ? `${said} (exit ${own})` : `${said.replace(/\.$/, '')}; not all files were written (exit ${exit})`;
}
