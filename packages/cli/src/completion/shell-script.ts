/** The shells that there is a script for. */
export type Shell = 'bash' | 'zsh' | 'fish';

/** The script that teaches a shell to complete `sievekit`: it asks `sievekit complete` each time. */
export function shellScript(shell: Shell): string {
  return scripts[shell];
}

// Bash parts words at : and =, and replaces the last part only. What is quoted is still so there.
const bash = `# bash completion for sievekit
_sievekit() {
  local rest=\${COMP_LINE:0:COMP_POINT} at=-1 part= kind= word value
  local -a words=() found=()
  for word in "\${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if [[ at -lt 0 || -z $rest || $rest == [[:space:]]* ]]; then
      rest=\${rest#"\${rest%%[![:space:]]*}"}
      words[++at]=
    fi
    [[ $rest == "$word"* ]] || word=$rest
    rest=\${rest#"$word"} part=\${word//[\\"\\'\\\\]/}
    words[at]+=$part
  done
  local current=\${words[at]}
  [[ $part == [:=] ]] && part=
  local before=\${current%"$part"}
  while IFS=$'\\t' read -r value _; do
    if [[ $value == :* ]]; then kind=$value; else found+=("\${value#"$before"}"); fi
  done < <("\${1/#\\~/$HOME}" complete -- "\${words[@]:1}" 2> /dev/null)
  if [[ $kind == :files || $kind == :folders ]]; then
    local action=-f
    [[ $kind == :folders ]] && action=-d
    compopt -o filenames 2> /dev/null
    while IFS= read -r value; do found+=("$value"); done < <(compgen "$action" -- "$part")
  fi
  COMPREPLY=("\${found[@]}")
  if [[ \${#found[@]} == 1 && \${found[0]} == *// ]]; then compopt -o nospace 2> /dev/null; fi
}
complete -F _sievekit sievekit
`;

const zsh = `#compdef sievekit
# zsh completion for sievekit
_sievekit() {
  local -a lines found
  local line value
  lines=("\${(@f)$(\${~words[1]} complete -- "\${(@Q)words[2,CURRENT]}" 2> /dev/null)}")
  for line in "\${(@)lines[1,-2]}"; do
    value=\${line%%$'\\t'*}
    found+=("\${value//:/\\\\:}")
    [[ $line == *$'\\t'?* ]] && found[-1]+=":\${line#*$'\\t'}"
  done
  (( $#found )) && _describe sievekit found
  [[ $PREFIX == --*=* && \${lines[-1]} != :none ]] && compset -P 1 '*='
  case \${lines[-1]} in
    :files) _files ;;
    :folders) _files -/ ;;
  esac
}
if [[ \${funcstack[1]} == _sievekit ]]; then
  _sievekit "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _sievekit sievekit
fi
`;

const fish = `# fish completion for sievekit
function __sievekit_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct | string replace -r '^["\\']' '' | string replace -ra '\\\\\\\\(.)' '$1')
    set -l lines ($words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
    test (count $lines) -gt 0; or return
    set -l kind $lines[-1]
    set -e lines[-1]
    test (count $lines) -gt 0; and printf '%s\\n' $lines
    set -l option (string match -r '^--[^=]+=' -- "$current")
    set -l path (string replace -- "$option" '' "$current")
    switch $kind
        case :files
            printf '%s\\n' "$option"(__fish_complete_path "$path")
        case :folders
            printf '%s\\n' "$option"(__fish_complete_directories "$path")
    end
end
complete -c sievekit -f -a '(__sievekit_complete)'
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
