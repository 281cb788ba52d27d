#!/usr/bin/env bash
# Runs Scimproof with the inputs of action.yml and tells its exit code; the last step of the action exits with it.
set -euo pipefail
args=(run --out reports)
read -r -a suites <<<"${INPUT_SUITES:-}"
args+=("${suites[@]}")
[[ -z ${INPUT_SPEC:-} ]] || args+=(--spec "$INPUT_SPEC")
[[ -z ${INPUT_TARGET:-} ]] || args+=(--target "$INPUT_TARGET")
[[ -z ${INPUT_TOKEN_ENV:-} ]] || args+=(--token-env "$INPUT_TOKEN_ENV")
[[ -z ${INPUT_DEPTH:-} ]] || args+=(--depth "$INPUT_DEPTH")
[[ -z ${INPUT_REPORTERS:-} ]] || args+=(--reporter "$INPUT_REPORTERS")
while IFS= read -r line; do
  [[ -z $line ]] || args+=("$line")
done <<<"${INPUT_ARGUMENTS:-}"
package=${INPUT_VERSION:-0.1.0}
[[ $package == *.tgz ]] || package=scimproof@$package
code=0
npx --yes --package "$package" scimproof "${args[@]}" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
