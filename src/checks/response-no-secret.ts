import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { excerpt } from "./words.ts";

const REQUIREMENT = "SECURITY-NO-DISCLOSURE";

// Each needs the whole shape of a frame, so that prose which merely says "at" is left alone.
const STACK_TRACES: readonly { readonly language: string; readonly pattern: RegExp }[] = [
  {
    language: "JavaScript",
    pattern: /\bat (?:async )?(?:[\w$.<>[\] ]+ )?\(?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\s()"]{1,300}:\d+:\d+\)?/u,
  },
  {
    language: "Java",
    pattern:
      /\bat (?:[\w$]+\.){1,20}[\w$<>]+\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)/u,
  },
  { language: "Python", pattern: /Traceback \(most recent call last\)|File \\?"[^"]{1,300}\.py\\?", line \d+/u },
  { language: ".NET", pattern: /\bat (?:[\w`]+\.){1,20}[\w`<>]+\([^)]{0,300}\) in [^\s"]{1,300}:line \d+/u },
  { language: "Go", pattern: /goroutine \d+ \[[\w ,]+\]:/u },
  { language: "Ruby", pattern: /[\w./-]{1,200}\.rb:\d+:in [`']/u },
  { language: "PHP", pattern: /(?:Stack trace:|#0 )\s?(?:\\n)?#?\d? ?[\w./-]{1,200}\.php(?:\(\d+\)|:\d+)/u },
  { language: "Rust", pattern: /thread '[^']{1,80}' panicked at/u },
];

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
    const trace = STACK_TRACES.map(({ language, pattern }) => ({ language, match: pattern.exec(response.body) })).find(
      ({ match }) => match !== null,
    );
    if (trace?.match !== null && trace?.match !== undefined) {
      verdicts.push(
        failed(REQUIREMENT, "stack-trace", {
          expected: ["an error body without internals"],
          actual: excerpt(trace.match[0], 120),
          message: `The answer shows a ${trace.language} stack trace.`,
        }),
      );
    }
    return verdicts.length > 0 ? verdicts : [passed(REQUIREMENT, "disclosure")];
  },
});
