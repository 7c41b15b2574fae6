import { describe, expect, it } from 'vitest';
import { queuelab } from './cli.js';
import { scratch } from './scratch.js';

const { folder, file, small } = scratch();

describe('queuelab list, validate and help', () => {
  it('validate goes on after a missing file: every mistake of every file', async () => {
    const bad = file('wrong.yaml', 'title: Wrong\ncomponents: { web: { kind: service, work: 10 } }\nworkload: { w: { users: 0, call: web } }\n');
    const { code, stderr } = await queuelab('validate', 'nope.yaml', bad, small, folder);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no file nope.yaml');
    expect(stderr).toContain('wrong.yaml:2:43');
    expect(stderr).toContain('wrong.yaml:3:25');
    expect(stderr).toContain(`${folder} is a folder`);
    expect(stderr).toMatch(/4 errors in 1 file and on the command line\. Nothing was run\. \(exit 2\)\n$/);
  });

  it('list fits 80 columns where it is piped', async () => {
    for (const what of ['kinds', 'scenarios']) {
      const { code, stdout } = await queuelab('list', what);
      expect(code).toBe(0);
      expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    }
    // What does not fit goes on below, in the column of the text.
    const [, name, indent] = /^(service +)\S.*\n( +)\S/.exec((await queuelab('list', 'kinds')).stdout)!;
    expect(indent.length).toBe(name.length);
  });

  it('list names every scenario that comes with it, each of which is valid', async () => {
    const { code, stdout } = await queuelab('list');
    expect(code).toBe(0);
    const names = stdout
      .split('\n')
      .filter((line) => /^[a-z]/.test(line))
      .map((line) => line.split(' ')[0]);
    expect(names).toContain('basics/one-server');
    expect(names).toContain('video-streaming/edge-cache');
    const valid = await queuelab('validate', ...names);
    expect([valid.code, valid.stdout]).toEqual([0, `${names.length} files are valid\n`]);
  });

  it('help shows an example and the exit codes, and ends 0', async () => {
    const help = await queuelab('run', '--help');
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('Example  queuelab run');
    expect(help.stdout).toContain('Exit     0 met');
    expect(help.stdout).not.toContain('[]');
    expect((await queuelab()).stdout).toContain('queuelab run one-server');
  });

  it('what several verbs take is said in one way', async () => {
    const helpOf = async (verb: string): Promise<string> => (await queuelab(verb, '--help')).stdout.replaceAll(/\s+/g, ' ');
    for (const verb of ['run', 'compare', 'sweep', 'plan', 'check']) {
      const help = await helpOf(verb);
      expect([verb, help]).toEqual([
        verb,
        expect.stringMatching(/ --seed <number> other random numbers .* --out <file> write a file too: [.a-z ]+ \(repeatable\) /),
      ]);
    }
    for (const verb of ['run', 'predict', 'plan'])
      expect([verb, await helpOf(verb)]).toEqual([verb, expect.stringContaining('change a value (repeatable, checked like the file)')]);
    expect(await helpOf('report')).toContain('of a run: change a value (repeatable, checked like the file)');
  });
});
