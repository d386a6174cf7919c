# What zsh offers at the end of a line of luke-train, one a line, asked at a terminal as somebody asks who presses Tab.
#
# usage: zsh -f Tests/Scripts/offered_by_zsh.zsh FOLDER LINE
#
# FOLDER has the script of the program as _luke-train. Exit status 1 where zsh does not answer.
zmodload zsh/zpty zsh/zselect

folder=$1 line=$2
offers=$(mktemp)
settings=$(mktemp)

cat > $settings << END
PROMPT=
setopt nobeep
fpath=($folder \$fpath)
autoload -U compinit
compinit -D -u
zstyle ':completion:*' insert-tab false
# Notes what matches before it is offered; what only fills arrays is no offer.
compadd() {
  local -a found
  if [[ " \${(j: :)@[1,(i)--]} " != *" -"[OAD]" "* ]]; then
    builtin compadd -O found "\$@"
    (( \$#found )) && print -rl -- "offer "\$^found >> $offers
  fi
  builtin compadd "\$@"
}
ended() { print end >> $offers }
comppostfuncs=(ended)
bindkey '^I' complete-word
print ready >> $offers
END

# A trap would run in the terminal's process, too.
leave() {
  zpty -d shell
  rm -f $offers $settings
  exit $1
}

# Waits until a line is there, twenty seconds at most.
await() {
  repeat 400; do
    grep -qx $1 $offers && return
    zselect -t 5
  done
  print -u 2 "zsh is not $1"
  leave 1
}

zpty shell zsh -f -i
zpty -w shell "source $settings"
await ready
zpty -n -w shell "$line"$'\t'
await end
grep '^offer ' $offers | cut -c 7- | sort -u
leave 0
