
# Completes files where the function above knows no word, and the names of stored conversations where one is wanted.
_bdm() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $before == --conversation || " ${COMP_WORDS[*]} " == *" conversations "* && $word != -* && $COMP_CWORD -gt 2 ]]; then
    local IFS=$'\n'
    COMPREPLY=($(compgen -W "$(ls "${CONVERSATION_DIR:-conversations}" 2> /dev/null)" -- "$word"))
    return
  fi
  _complete_bdm
  # The function above turns the shell's own completion of files off.
  type compopt &> /dev/null && compopt -o default
}
complete -F _bdm -o default bdm ./bdm
