import type { CommandNode, Values } from "./tree.ts";

/** A completion for PowerShell 5 and later. */
export function powershellCompletion(commands: readonly CommandNode[]): string {
  return `# Completion of scimproof for PowerShell. In $PROFILE: scimproof completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName scimproof -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${commands.map(entry).join("\n")}
  }
  $before = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $name = $before | Where-Object { $commands.ContainsKey($_) } | Select-Object -First 1
  if ($null -eq $name) {
    $offered = @($commands.Keys | Sort-Object) + '--help' + '--version'
  } elseif ($commands[$name].Flags[$before[-1]]) {
    $offered = $commands[$name].Flags[$before[-1]]
  } elseif ($wordToComplete.StartsWith('-')) {
    $offered = @($commands[$name].Flags.Keys | Sort-Object)
  } else {
    $offered = $commands[$name].Words
  }
  # Of values with commas between them the last is completed, behind the others.
  $lead = if ($wordToComplete.Contains(',')) { $wordToComplete.Substring(0, $wordToComplete.LastIndexOf(',') + 1) } else { '' }
  $last = $wordToComplete.Substring($lead.Length)
  $offered | Where-Object { $_ -like "$last*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new("$lead$_", $_, 'ParameterValue', $_)
  }
}
`;
}

function entry({ name, flags, words }: CommandNode): string {
  // Names of files PowerShell offers by itself where nothing is.
  const pairs = flags.flatMap(({ long, short, values }) =>
    [long, ...(short === undefined ? [] : [short])].map((flag) => `${quoted(flag)} = ${list(values)}`),
  );
  return `    ${quoted(name)} = @{ Flags = @{ ${pairs.join("; ")} }; Words = ${list(words)} }`;
}

function list(values: Values | undefined): string {
  return typeof values === "object" ? `@(${values.map(quoted).join(", ")})` : "@()";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
