#!/bin/sh
#SBATCH --array=1-64
#SBATCH --cpus-per-task=1
# A share of a corpus for each job of an array; whichever ends last puts the failures together.
# sbatch slurm.sh archive.parquet claims
here=$(dirname "$0")
input=${1:-$here/nato-office.txt}
output=${2:-$(mktemp -d)/claims}
share="${SLURM_ARRAY_TASK_ID:-1}/${SLURM_ARRAY_TASK_COUNT:-1}"

claimx extract "$input" --output "$output/" --shard "$share" && claimx status "$output"
