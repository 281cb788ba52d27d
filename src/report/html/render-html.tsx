import { createHash } from "node:crypto";
import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import { powershellOf, type RunResult } from "../../result/index.ts";
import { inert, inertDeep } from "../text.ts";
import { VERDICT_WORD } from "../words.ts";
import { Capabilities } from "./capabilities.tsx";
import { Charts } from "./charts.tsx";
import { CleanupProof } from "./cleanup.tsx";
import { compact } from "./compact.ts";
import { Contents } from "./contents.tsx";
import { Contracts } from "./contracts.tsx";
import { Coverage } from "./coverage.tsx";
import { DocumentDefects } from "./document-defects.tsx";
import { RunFacts } from "./facts.tsx";
import { ClientFindings, ServerFindings } from "./findings.tsx";
import { Sprite } from "./icons.tsx";
import { NotTestedList } from "./not-tested.tsx";
import { PassedEvidence } from "./passed-evidence.tsx";
import { Requirements } from "./requirements.tsx";
import { Scenarios } from "./scenarios.tsx";
import { SCRIPT } from "./script.ts";
import { STYLE_BASE } from "./style-base.ts";
import { STYLE_CHARTS } from "./style-charts.ts";
import { STYLE_FINDING, STYLE_PRINT } from "./style-finding.ts";
import { STYLE_PARTS } from "./style-parts.ts";
import { STYLE_TIMELINE } from "./style-timeline.ts";
import { Trust } from "./trust.tsx";
import { Verdict } from "./verdict.tsx";
import { type View, viewOf } from "./view.ts";
import { Waivers } from "./waivers.tsx";

const STYLE = STYLE_BASE + STYLE_PARTS + STYLE_FINDING + STYLE_TIMELINE + STYLE_CHARTS + STYLE_PRINT;

/**
 * The policy allows this one style and this one script and nothing else: no network, no frames, no forms. What a server
 * wrote is text twice over: escaped by the renderer, and without effect if that failed.
 */
const POLICY = [
  "default-src 'none'",
  `style-src '${hashOf(STYLE)}'`,
  `script-src '${hashOf(SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The result as one HTML file for people: needs no network, and no script to be read. */
export function renderHtml(result: RunResult): string {
  const view = viewOf(inertDeep(result), powershellIn(result));
  const title = `${VERDICT_WORD[view.result.verdict]}: ${view.result.suites.map((suite) => suite.title).join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${renderToString(<title>{title}</title>)}
<style>${STYLE}</style>
</head>
<body>
${compact(renderToString(<Page view={view} />))}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Commands are made from what was recorded: made inert first, a body would no longer be what was sent. */
function powershellIn({ exchanges, environment }: RunResult): View["powershell"] {
  const byKey = new Map(exchanges.map((exchange) => [`${exchange.suite} ${exchange.id}`, exchange.request]));
  return ({ suite, id }) => {
    const request = byKey.get(`${suite} ${id}`);
    if (request === undefined) return "";
    const { body, ...rest } = request;
    return inert(powershellOf(body === undefined ? rest : { ...rest, body: body.text }, environment.access));
  };
}

function Page({ view }: { readonly view: View }): JSX.Element {
  const { result } = view;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the verdict
      </a>
      <Sprite />
      <div class="page">
        <Contents view={view} />
        <main id="main">
          <Verdict result={result} />
          <RunFacts result={result} />
          <Trust result={result} />
          <ServerFindings view={view} />
          <ClientFindings view={view} />
          <DocumentDefects view={view} />
          <Waivers view={view} />
          <Charts view={view} />
          <Requirements view={view} />
          <Coverage result={result} />
          <Contracts result={result} />
          <Capabilities result={result} />
          <Scenarios view={view} />
          <NotTestedList view={view} />
          <PassedEvidence view={view} />
          <CleanupProof result={result} />
          <footer>
            Made by {result.tool.name} {result.tool.version} from results.json alone; run{" "}
            {result.suites.map((suite) => suite.runId).join(", ")}. A conformant verdict speaks for what was tested, as
            listed here, and for nothing else.
          </footer>
        </main>
      </div>
    </>
  );
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
