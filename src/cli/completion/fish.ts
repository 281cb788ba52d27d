import type { CommandNode, FlagNode, Values } from "./tree.ts";

/** A completion for fish. */
export function fishCompletion(commands: readonly CommandNode[]): string {
  const lines = commands.flatMap(({ name, about, flags, words }) => {
    const within = `complete -c scimproof -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c scimproof -n __fish_use_subcommand -a ${name} -d ${quoted(about)}`,
      ...(words === undefined ? [] : [`${within} ${offer(words)}`]),
      ...flags.map((flag) => `${within} ${flagPart(flag)}`),
    ];
  });
  return `# Completion of scimproof for fish. In ~/.config/fish/config.fish: scimproof completion fish | source
complete -c scimproof -f
${lines.join("\n")}
`;
}

function flagPart({ long, short, about, values, isList }: FlagNode): string {
  const names = `-l ${long.slice(2)}${short === undefined ? "" : ` -s ${short.slice(1)}`}`;
  const takes =
    values === undefined
      ? ""
      : ` ${values === "file" || values === "folder" ? "-r" : "-x"} ${isList ? offerList(values) : offer(values)}`;
  return `${names}${takes.trimEnd()} -d ${quoted(about)}`;
}

/** fish itself puts what stands before the last comma in front. */
function offerList(values: Values): string {
  return typeof values === "string" ? offer(values) : `-a ${quoted(`(__fish_append , ${values.join(" ")})`)}`;
}

function offer(values: Values): string {
  switch (values) {
    case "file":
      return "-F";
    case "folder":
      return "-f -a '(__fish_complete_directories)'";
    case "variable":
      return "-a '(set -nx)'";
    case "unknown":
      return "";
    default:
      return `-a ${quoted(values.join(" "))}`;
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
}
