import { shellWord } from "../shell-word.ts";
import type { CommandNode, Values } from "./tree.ts";

/** A completion for bash 4 and later, and for what reads such. */
export function bashCompletion(commands: readonly CommandNode[]): string {
  const names = commands.map(({ name }) => name);
  return `# Completion of scimproof for bash. In ~/.bashrc: source <(scimproof completion bash)
_scimproof() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} cmd= i
  # bash takes --depth=smoke for three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${names.join(" | ")})
        cmd=\${COMP_WORDS[i]}
        break
        ;;
    esac
  done
  COMPREPLY=()
  case "$cmd $prev" in
${commands.flatMap(flagCases).join("\n")}
  esac
  case $cmd in
    "") COMPREPLY=($(compgen -W ${shellWord([...names, "--help", "--version"].join(" "))} -- "$cur")) ;;
${commands.map(commandCase).join("\n")}
  esac
}
complete -F _scimproof scimproof
`;
}

function flagCases({ name, flags }: CommandNode): readonly string[] {
  return flags.flatMap(({ long, short, values, isList }) => {
    if (values === undefined) return [];
    const patterns = [long, ...(short === undefined ? [] : [short])].map((flag) => `"${name} ${flag}"`);
    return [
      `    ${patterns.join(" | ")})\n      ${isList ? replyToList(values) : reply(values)}\n      return\n      ;;`,
    ];
  });
}

function commandCase({ name, flags, words }: CommandNode): string {
  const options = flags.flatMap(({ long, short }) => (short === undefined ? [long] : [long, short]));
  return `    ${name})
      if [[ $cur == -* ]]; then
        ${reply(options)}
      else
        ${words === undefined ? ":" : reply(words)}
      fi
      ;;`;
}

/** What comes after the last comma, with what stands before it in front: bash replaces the whole word. */
function replyToList(values: Values): string {
  if (typeof values === "string") return reply(values);
  const words = shellWord(values.join(" "));
  return `i=; [[ $cur != *,* ]] || i=\${cur%,*},\n      COMPREPLY=($(compgen -P "$i" -W ${words} -- "\${cur##*,}"))`;
}

function reply(values: Values): string {
  const offer = (how: string): string => `COMPREPLY=($(compgen ${how} -- "$cur"))`;
  switch (values) {
    case "file":
      return offer("-f");
    case "folder":
      return offer("-d");
    case "variable":
      return offer("-v");
    case "unknown":
      return ":";
    default:
      return offer(`-W ${shellWord(values.join(" "))}`);
  }
}
