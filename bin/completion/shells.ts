/**
 * What a shell is told: it hands the words before the cursor to `queuelab complete -- …` and shows the answer (answer.ts). The scripts know nothing of queuelab;
 * they undo the quotes of what was typed and put quotes around what is inserted, so that nothing in a file is ever run by a shell.
 */
type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

export function scriptFor(shell: Shell): string {
  return scripts[shell];
}

const bash = String.raw`# queuelab in bash: source <(queuelab complete bash)
_queuelab() {
  local rest=${'$'}{COMP_LINE:0:COMP_POINT} index word answer line value text quote='' cut='' files=''
  local -a words=() lines=()
  # COMP_WORDS is cut at = and : as well; only white space parts words here.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    word=${'$'}{rest#"${'$'}{rest%%[![:space:]]*}"}
    ((index == COMP_CWORD)) || word=${'$'}{COMP_WORDS[index]}
    if ((index == 0)) || [[ ${'$'}rest == [[:space:]]* ]]; then words+=("${'$'}word"); else words[${'$'}{#words[@]}-1]+=${'$'}word; fi
    rest=${'$'}{rest#"${'$'}{rest%%[![:space:]]*}"}
    rest=${'$'}{rest#"${'$'}word"}
  done
  word=${'$'}{words[${'$'}{#words[@]}-1]}
  case ${'$'}word in
    [\"\']*) quote=${'$'}{word:0:1} ;;
    # What stands before the last = or : is not inserted again.
    *[=:]*) cut=${'$'}{word%"${'$'}{word##*[=:]}"} ;;
  esac
  words=("${'$'}{words[@]//[\"\'\\]/}")
  answer=${'$'}(queuelab complete -- "${'$'}{words[@]:1}" 2>/dev/null) || return
  COMPREPLY=()
  while IFS= read -r line; do
    case ${'$'}line in
      '') continue ;;
      :0) files=yes; continue ;;
      :*) continue ;;
    esac
    value=${'$'}{line%%${'$'}'\t'*}
    value=${'$'}{value#"${'$'}cut"}
    if [[ -z ${'$'}quote && ${'$'}value == *[^[:alnum:]_./@%+,:=~-]* ]]; then printf -v value %q "${'$'}value"; fi
    COMPREPLY+=("${'$'}value")
    text=
    [[ ${'$'}line == *${'$'}'\t'* ]] && text="  (${'$'}{line#*${'$'}'\t'})"
    lines+=("${'$'}value${'$'}text")
  done <<< "${'$'}answer"
  if [[ -n ${'$'}files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("${'$'}line"); done < <(compgen -f -- "${'$'}{word#[\"\']}")
    return
  fi
  compopt -o nosort 2>/dev/null
  if ((${'$'}{#COMPREPLY[@]} == 1)); then
    [[ ${'$'}{COMPREPLY[0]} == *[=/.] ]] && compopt -o nospace 2>/dev/null
  elif ((COMP_TYPE == 63 || COMP_TYPE == 33)); then
    # All are listed, none is inserted: with what they mean.
    COMPREPLY=("${'$'}{lines[@]}")
  fi
}
complete -F _queuelab queuelab
`;

const zsh = String.raw`#compdef queuelab
# queuelab in zsh: source <(queuelab complete zsh), behind compinit
_queuelab() {
  local line value text
  local -a closed open closedLines openLines
  for line in "${'$'}{(@f)${'$'}(queuelab complete -- "${'$'}{(@Q)words[2,CURRENT-1]}" "${'$'}{(Q)PREFIX}" 2>/dev/null)}"; do
    case ${'$'}line in
      '') continue ;;
      :0) _files; return ;;
      :*) continue ;;
    esac
    value=${'$'}{line%%${'$'}'\t'*}
    text=${'$'}value
    [[ ${'$'}line == *${'$'}'\t'* ]] && text="${'$'}value  (${'$'}{line#*${'$'}'\t'})"
    if [[ ${'$'}value == *[=/.] ]]; then
      open+=("${'$'}value"); openLines+=("${'$'}text")
    else
      closed+=("${'$'}value"); closedLines+=("${'$'}text")
    fi
  done
  compadd -V queuelab -l -d closedLines -a closed
  compadd -V queuelab -S '' -l -d openLines -a open
  ((${'$'}{#closed} + ${'$'}{#open} > 0))
}
if [[ ${'$'}{funcstack[1]} == _queuelab ]]; then _queuelab; else compdef _queuelab queuelab; fi
`;

const fish = String.raw`# queuelab in fish: queuelab complete fish | source
function __queuelab
    set -l before (commandline -opc)
    set -e before[1]
    set -l word (commandline -ct | string replace -ra '[\'"\\\\]' '')
    for line in (queuelab complete -- $before "$word" 2>/dev/null)
        switch $line
            case ':0'
                __fish_complete_path (commandline -ct)
            case ':*' ''
            case '*'
                echo $line
        end
    end
end
complete -c queuelab -e
complete -c queuelab -f -k -a '(__queuelab)'
`;

const powershell = String.raw`# queuelab in PowerShell: queuelab complete powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName queuelab -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { "$_" }
    })
    # An empty word gets lost on the way to a program; two quotes mean it.
    $word = if ($wordToComplete) { $wordToComplete.Trim([char[]]"'""") } else { '""' }
    queuelab complete '--' @before $word 2>$null | Where-Object { $_ -and $_ -notlike ':*' } | ForEach-Object {
        $value, $text = $_ -split "${'`'}t", 2
        $inserted = if ($value -match '[^\w%+=:./~-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        $shown = if ($text) { "$value  ($text)" } else { $value }
        $hint = if ($text) { $text } else { $value }
        [System.Management.Automation.CompletionResult]::new($inserted, $shown, 'ParameterValue', $hint)
    }
}
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
