#!/bin/sh
# A check of texts for any CI, or none: it fails where something is wrong that was not known before.
set -eu
cd "$(dirname "$0")/corpus"
known=$(mktemp)
trap 'rm -f "$known"' EXIT

# Once, and then kept with the texts: all that is wrong today.
claimx check articles --quiet --write-baseline "$known" > /dev/null

# On every change: only what is new fails. 0 is nothing new, 1 something, 2 and 3 no whole answer.
code=0
claimx check articles --quiet --baseline "$known" || code=$?
echo "with the baseline: exit code $code"

code=0
claimx check articles --quiet --select CX108 || code=$?
echo "without it: exit code $code"
