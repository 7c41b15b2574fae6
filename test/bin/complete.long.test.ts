import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { queuelab, root } from './cli.js';
import { scratch } from './scratch.js';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** What bash would insert, by the script that is printed: it asks the built program. */
async function inBash(line: string, words: readonly string[], cwd = root): Promise<readonly string[]> {
  const { stdout: script } = await queuelab('complete', 'bash');
  const asked = [
    `queuelab() { '${process.execPath}' '${join(root, 'dist/cli/queuelab.js')}' "$@"; }`,
    script,
    `COMP_LINE=${quoted(line)}; COMP_POINT=${line.length}; COMP_WORDS=(${words.map(quoted).join(' ')}); COMP_CWORD=${words.length - 1}; COMP_TYPE=9`,
    '_queuelab; printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['--norc', '--noprofile', '-c', asked], { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

describe.skipIf(!hasBash)('completion in bash (needs bash)', () => {
  it('completes verbs, paths, and values behind the = at which bash parts words', async () => {
    expect(await inBash('queuelab swe', ['queuelab', 'swe'])).toEqual(['sweep']);
    expect(await inBash('queuelab run one-server --set server.serv', ['queuelab', 'run', 'one-server', '--set', 'server.serv'])).toEqual(['server.servers=']);
    const behind = ['queuelab', 'run', 'one-server', '--set', 'server.servers', '=', '7', '--set', 'server.servers', '='];
    expect(await inBash('queuelab run one-server --set server.servers=7 --set server.servers=', behind)).toEqual(['7']);
    expect(await inBash('queuelab run --format=j', ['queuelab', 'run', '--format', '=', 'j'])).toEqual(['json']);
  });

  it('puts quotes around what a shell would take for something else, and runs nothing of it', async () => {
    const folder = join(scratch().folder, 'hostile');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'a.yaml'),
      'title: A\ncomponents: { s: { kind: service, work: "$(touch ran)" } }\nworkload: { w: { arrivals: { poisson: 1/s }, call: s } }\n',
    );
    const words = ['queuelab', 'run', 'a.yaml', '--set', 's.work', '='];
    expect(await inBash('queuelab run a.yaml --set s.work=', words, folder)).toEqual(['\\"\\$\\(touch\\ ran\\)\\"']);
    expect(await inBash('queuelab run $(touch ran) --se', ['queuelab', 'run', '$(touch ran)', '--se'], folder)).toEqual(['--set', '--seed']);
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).toBe('a.yaml\n');
  });
});
