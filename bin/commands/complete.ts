import { Argument, type Command } from 'commander';
import { exitCodes } from '../exit-codes.js';

/** `queuelab complete SHELL`: the script that makes a shell ask `queuelab complete -- WORDS` for what may follow. */
export function addComplete(program: Command, finish: (code: number) => void): void {
  program
    .command('complete')
    .description('the script that makes a shell complete verbs, flags, names and paths')
    .addArgument(new Argument('<shell>', 'which one').choices(['bash', 'zsh', 'fish', 'powershell']))
    .addHelpText(
      'after',
      '\nNow, or always, as a line of ~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish, $PROFILE:\n' +
        '  bash         source <(queuelab complete bash)\n' +
        '  zsh          source <(queuelab complete zsh)\n' +
        '  fish         queuelab complete fish | source\n' +
        '  powershell   queuelab complete powershell | Out-String | Invoke-Expression\n' +
        'Then <Tab> behind --set shows the paths of the scenario on the line, with their values.\n' +
        '\nExample  source <(queuelab complete bash)\nExit     0 printed  2 no such shell',
    )
    .action(async (shell: 'bash' | 'zsh' | 'fish' | 'powershell') => {
      const { scriptFor } = await import('../completion/shells.js');
      process.stdout.write(scriptFor(shell));
      finish(exitCodes.met);
    });
}
