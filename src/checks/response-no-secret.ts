import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { excerpt } from "./words.ts";

const REQUIREMENT = "SECURITY-NO-DISCLOSURE";

// Each needs the whole shape of a frame, so that prose which merely says "at" is left alone.
// Nearly no answer has one: each is looked for only where its mark is.
const STACK_TRACES: readonly { readonly language: string; readonly mark: string; readonly pattern: RegExp }[] = [
  {
    language: "JavaScript",
    mark: "at ",
    pattern: /\bat (?:async )?(?:[\w$.<>[\] ]{1,100} )?\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()"]{1,300}:\d+:\d+\)?/u,
  },
  {
    language: "Java",
    mark: "at ",
    pattern:
      /\bat (?:[\w.@-]{1,80}\/)?(?:[\w$]+\.){1,20}[\w$<>]+\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)/u,
  },
  { language: "Python", mark: "Traceback", pattern: /Traceback \(most recent call last\)/u },
  { language: "Python", mark: ".py", pattern: /File \\?"[^"]{1,300}\.py\\?", line \d+/u },
  {
    language: ".NET",
    mark: ":line ",
    pattern: /\bat (?:[\w`]+\.){1,20}[\w`<>]+\([^)]{0,300}\) in [^\s"]{1,300}:line \d+/u,
  },
  { language: "Go", mark: "goroutine ", pattern: /goroutine \d+ \[[\w ,]+\]:/u },
  // The search begins only where a path can begin: from every character of a long word it would take its square in time.
  { language: "Ruby", mark: ".rb:", pattern: /(?<![\w./-])[\w./-]{1,1000}\.rb:\d+:in [`']/u },
  {
    language: "PHP",
    mark: ".php",
    pattern: /(?:Stack trace:|#0 )\s?(?:\\n)?#?\d? ?[\w./-]{1,200}\.php(?:\(\d+\)|:\d+)/u,
  },
  { language: "Rust", mark: "panicked at", pattern: /thread '[^']{1,80}' panicked at/u },
];

// Traces stand in errors, which are short; a body of many megabytes must not be searched with all these patterns.
const SEARCHED = 256 * 1024;

/** No answer discloses a credential or a stack trace. */
export const responseNoSecret: Check = defineCheck({
  id: "response.no-secret",
  title: "No credential and no stack trace is disclosed",
  requirements: [REQUIREMENT],
  scope: "notice-on-helpers",
  judge: ({ exchange }) => {
    const { response } = exchange;
    if (response === undefined) return [];
    const verdicts: CheckVerdict[] = exchange.disclosed.map((name) =>
      failed(REQUIREMENT, "credential", {
        expected: ["no credential in an answer"],
        actual: `the ${name}, replaced here by [redacted]`,
        message: `The answer repeats the ${name}.`,
      }),
    );
    const trace = traceIn(response.body.slice(0, SEARCHED));
    if (trace !== undefined) {
      verdicts.push(
        failed(REQUIREMENT, "stack-trace", {
          expected: ["an error body without internals"],
          actual: excerpt(trace.text, 120),
          message: `The answer shows a ${trace.language} stack trace.`,
        }),
      );
    }
    return verdicts.length > 0 ? verdicts : [passed(REQUIREMENT, "disclosure")];
  },
});

/** The first stack trace in a body, searched as it is and with the line ends and tabs that JSON has escaped. */
function traceIn(body: string): { readonly language: string; readonly text: string } | undefined {
  let unescaped: string | undefined;
  for (const { language, mark, pattern } of STACK_TRACES) {
    if (!body.includes(mark)) continue;
    unescaped ??= body.replaceAll(/(?<!\\)\\[nrt]/gu, "\n");
    const match = pattern.exec(body) ?? pattern.exec(unescaped);
    if (match !== null) return { language, text: match[0] };
  }
  return undefined;
}
