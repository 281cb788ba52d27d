import type { JSX } from "preact";
import { renderToString } from "preact-render-to-string";
import type { ComparedResult, Comparison, RequirementChange } from "../../result/index.ts";
import { Badge, Icon, Mark, SeverityBadge, Sprite } from "../html/icons.tsx";
import { Prose, Section } from "../html/parts.tsx";
import { STYLE_BASE } from "../html/style-base.ts";
import { STYLE_FINDING, STYLE_PRINT } from "../html/style-finding.ts";
import { STYLE_PARTS } from "../html/style-parts.ts";
import { type Look, OUTCOME_LOOK, SEVERITY_LOOK, VERDICT_LOOK, WAIVED_LOOK } from "../html/tones.ts";
import { htmlPage } from "../page.tsx";
import { inertDeep } from "../text.ts";
import { VERDICT_WORD } from "../words.ts";
import {
  changeWords,
  type FindingLine,
  type FindingSection,
  findingSections,
  type RequirementSection,
  requirementSections,
  seenBy,
} from "./sections.ts";

/** One column: a comparison is short, and needs no contents beside it. */
const STYLE_COMPARE = `
.page.one{grid-template-columns:minmax(0,1fr);max-width:62rem}
.compare p.file{color:var(--soft)}.compare .side-of{font-family:inherit;font-size:.95rem;white-space:normal}
@media screen{.finding{contain-intrinsic-size:auto 11rem}}.finding h3{margin:0 0 .3rem}.stats dt a{color:inherit}.changes>li{grid-template-columns:14rem minmax(0,1fr)}
@media screen and (max-width:60rem){.changes>li{grid-template-columns:minmax(0,1fr)}}
`;

const STYLE = STYLE_BASE + STYLE_PARTS + STYLE_FINDING + STYLE_COMPARE + STYLE_PRINT;

/** A comparison as one page, of the look of a run's: no script, no network, every text of a server inert. */
export function renderCompareHtml(comparison: Comparison): string {
  const body = renderToString(<Page comparison={inertDeep(comparison)} />);
  return htmlPage({ title: "Scimproof: what has changed", style: STYLE, body });
}

function Page({ comparison }: { readonly comparison: Comparison }): JSX.Element {
  const sections = findingSections(comparison);
  const requirements = requirementSections(comparison);
  return (
    <>
      <Sprite />
      <div class="page one">
        <main>
          <Hero comparison={comparison} sections={sections} requirements={requirements} />
          <Section id="results" title="The two results">
            <div class="compare">
              <Side name="Old" side={comparison.old} />
              <Side name="New" side={comparison.new} />
            </div>
          </Section>
          {comparison.notes.length > 0 && (
            <Section id="notes" title="To be kept in mind">
              <ul class="steps card">
                {comparison.notes.map((note) => (
                  <li key={note}>
                    <span>
                      <Badge look={SEVERITY_LOOK.warning} word="not alike" />
                    </span>
                    <span>{note}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {sections.map((section) => (
            <Findings key={section.title} section={section} />
          ))}
          {requirements.map((section) => (
            <Requirements key={section.title} section={section} />
          ))}
          <footer>
            Made by Scimproof from two results.json, compared finding by finding: how often one was seen does not count.
          </footer>
        </main>
      </div>
    </>
  );
}

/** What has changed in a word, a sentence and numbers that lead to what they count. */
function Hero(props: {
  readonly comparison: Comparison;
  readonly sections: readonly FindingSection[];
  readonly requirements: readonly RequirementSection[];
}): JSX.Element {
  const { comparison, sections, requirements } = props;
  const [look, word] = summaryOf(comparison);
  const counted = [
    ...sections.map(({ title, lines }) => [title, lines.length] as const),
    ...requirements.map(({ title, changes }) => [title, changes.length] as const),
  ];
  return (
    <section class={`hero ${look.tone}`} aria-labelledby="title">
      <div class="say">
        <div class="disc">
          <Icon name={look.icon} />
        </div>
        <div>
          <h1 id="title">{word}</h1>
          <p>{comparison.sentence}</p>
        </div>
      </div>
      {counted.length > 0 && (
        <dl class="stats">
          {counted.map(([title, count]) => (
            <div key={title}>
              <dt>
                <a href={`#${anchorOf(title)}`}>{title}</a>
              </dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function summaryOf({ findings, requirements }: Comparison): readonly [Look, string] {
  if (findings.new.some(({ fails }) => fails)) return [OUTCOME_LOOK.failed, "New failures"];
  const isLess = findings.notTested.length > 0 || requirements.some(({ kind }) => kind === "coverage-lost");
  if (isLess) return [OUTCOME_LOOK.inconclusive, "No new failure, and less was tested"];
  return [OUTCOME_LOOK.passed, "No new failure"];
}

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(" ", "-");
}

function Side({ name, side }: { readonly name: string; readonly side: ComparedResult }): JSX.Element {
  const { file, verdict, sentence, startedAt, toolVersion } = side;
  return (
    <div>
      <h3>
        {name}: <Mark look={VERDICT_LOOK[verdict]} word={VERDICT_WORD[verdict].toLowerCase()} />
      </h3>
      <p class="side-of">{sentence}</p>
      <p class="file">{file}</p>
      <p class="file">
        <time dateTime={startedAt}>{startedAt}</time>, Scimproof {toolVersion}
      </p>
    </div>
  );
}

function Findings({ section: { title, tone, lines } }: { readonly section: FindingSection }): JSX.Element {
  const cards = lines.map((line) => (
    <Card key={line.finding.fingerprint} line={line} look={tone === "good" ? OUTCOME_LOOK.passed : undefined} />
  ));
  return (
    <Section id={anchorOf(title)} title={`${title} (${lines.length})`}>
      {tone === "quiet" ? (
        <details class="group">
          <summary>What both results have</summary>
          <div class="in">{cards}</div>
        </details>
      ) : (
        cards
      )}
    </Section>
  );
}

/** @param props.look what the edge tells where it is not the severity: a finding that is gone is good news */
function Card(props: { readonly line: FindingLine; readonly look: Look | undefined }): JSX.Element {
  const { finding, details } = props.line;
  const { fingerprint, severity, operation, message, title, citation, requirement, suite, waived } = finding;
  const anchor = `finding-${fingerprint}`;
  return (
    <article
      class={`finding ${(props.look ?? SEVERITY_LOOK[severity]).tone}`}
      id={anchor}
      aria-labelledby={`${anchor}-title`}
    >
      <div class="top">
        <SeverityBadge severity={severity} />
        {waived && <Badge look={WAIVED_LOOK} word="waived" />}
        <code>{operation}</code>
        <a class="perma" href={`#${anchor}`} aria-label={`Permalink of finding ${fingerprint}`}>
          # {fingerprint}
        </a>
      </div>
      <h3 id={`${anchor}-title`}>
        <Prose text={message} />
      </h3>
      {details.map((detail) => (
        <p class="deed" key={detail}>
          {detail}
        </p>
      ))}
      <div class="law">
        <p>{title}</p>
        <p class="cite">
          {citation} · {requirement}
        </p>
      </div>
      <p class="foot">
        Seen in {seenBy(finding)} of {suite}
      </p>
    </article>
  );
}

function Requirements({ section: { title, changes } }: { readonly section: RequirementSection }): JSX.Element {
  return (
    <Section id={anchorOf(title)} title={`${title} (${changes.length})`}>
      <ul class="steps changes card">
        {changes.map((change) => (
          <Requirement key={`${change.suite} ${change.id}`} change={change} />
        ))}
      </ul>
    </Section>
  );
}

const KIND_LOOK: Readonly<Record<RequirementChange["kind"], Look>> = {
  broken: OUTCOME_LOOK.failed,
  "coverage-lost": OUTCOME_LOOK["not-tested"],
  mended: OUTCOME_LOOK.passed,
  "coverage-gained": OUTCOME_LOOK.passed,
  other: OUTCOME_LOOK["not-applicable"],
};

function Requirement({ change }: { readonly change: RequirementChange }): JSX.Element {
  return (
    <li>
      <span>
        <Mark look={KIND_LOOK[change.kind]} word={changeWords(change)} />
      </span>
      <span>
        <Prose text={change.text} />
        {change.reason !== undefined && (
          <small>
            <Prose text={change.reason} />
          </small>
        )}
        <small>
          {change.id} of {change.suite}
        </small>
      </span>
    </li>
  );
}
