#!/bin/sh
# Who denies what in an article: JSON lines, filtered by any tool that reads them.
set -eu
cd "$(dirname "$0")"
claimx extract nato-office.txt --format jsonl |
    python3 -c '
import json, sys
for line in sys.stdin:
    claim = json.loads(line)
    if claim["position"]["act"] == "deny":
        print(claim["speaker"]["name"], "denies:", claim["content"]["text"])
'
