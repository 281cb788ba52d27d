import type { CommandNode, FlagNode, Values } from "./tree.ts";

/** A completion for zsh. */
export function zshCompletion(commands: readonly CommandNode[]): string {
  return `#compdef scimproof
# Completion of scimproof for zsh. In ~/.zshrc, after compinit: source <(scimproof completion zsh)
_scimproof() {
  local -a commands
  commands=(
${commands.map(({ name, about }) => `    ${quoted(`${name}:${about}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join("\n")}
  esac
}
if [[ $funcstack[1] == _scimproof ]]; then
  _scimproof "$@"
else
  compdef _scimproof scimproof
fi
`;
}

function commandCase({ name, flags, word, words }: CommandNode): string {
  const specs = [...flags.flatMap(flagSpecs), ...(words === undefined ? [] : [`*:${word}:${action(words)}`])];
  return `    ${name})\n      _arguments \\\n${specs.map((spec) => `        ${quoted(spec)}`).join(" \\\n")}\n      ;;`;
}

function flagSpecs({ long, short, about, values, isList, repeatable }: FlagNode): readonly string[] {
  const told = about.replaceAll(/[[\]\\:]/gu, String.raw`\$&`);
  const takes = values === undefined ? "" : `:${long.slice(2)}:${isList ? listAction(long, values) : action(values)}`;
  return [long, ...(short === undefined ? [] : [short])].map(
    (flag) => `${repeatable ? "*" : ""}${flag}[${told}]${takes}`,
  );
}

/** Values with commas between them. */
function listAction(long: string, values: Values): string {
  return typeof values === "string" ? action(values) : `_values -s , ${long.slice(2)} ${values.join(" ")}`;
}

function action(values: Values): string {
  switch (values) {
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    case "variable":
      return "_parameters -g '*export*'";
    case "unknown":
      return " ";
    default:
      return `(${values.join(" ")})`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
