#!/bin/sh
# Keeps messages for the bridge when the daemon does not take them. bridge.sieve has
# Dovecot run this then, when it stands in sieve_execute_bin_dir as sievekit-spool.
# The daemon learns what it finds within seconds, or as soon as it is back.
# Any failure ends with an error, which Dovecot writes into its log.

SPOOL=/var/spool/sievekit

set -eu
PATH=/usr/bin:/bin
umask 007
tab=$(printf '\t')
escape=$(printf '\001')

# Writes what stands in a line of Dovecot's script protocol; there are no line feeds in arguments.
quote() {
  case $1 in
    *"$tab"* | *"$escape"*)
      printf '%s\n' "$1" | sed -e "s/$escape/${escape}1/g" -e "s/$tab/${escape}t/g"
      ;;
    *) printf '%s\n' "$1" ;;
  esac
}

name=$(date +%s%N).$$
half=$SPOOL/incoming/$name.half
kept=
trap '[ "$kept" ] || { rm -f "$half"; echo "a message for the bridge was not kept" >&2; }' EXIT

{
  printf 'VERSION\tscript\t4\t0\n'
  quote "env_USER=$USER"
  printf '%s\n' -
  for argument in "$@"; do quote "$argument"; done
  printf '\n'
  cat
} >"$half"
sync "$half"
mv "$half" "$SPOOL/incoming/$name.msg"
sync "$SPOOL/incoming"
kept=yes
