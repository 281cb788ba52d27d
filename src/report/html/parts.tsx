import type { ComponentChildren, JSX } from "preact";
import type { View } from "./view.ts";

/** A section of the page, reached from the contents. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.lead !== undefined && <p class="lead">{props.lead}</p>}
      {props.children}
    </section>
  );
}

/** A command that can be copied. */
export function CopyBox({ what, text }: { readonly what: string; readonly text: string }): JSX.Element {
  return (
    <div class="copy" data-what={what}>
      <pre>{text}</pre>
    </div>
  );
}

/** The ways to findings, by fingerprint. */
export function FindingLinks(props: {
  readonly fingerprints: readonly string[];
  readonly view: Pick<View, "address">;
}): JSX.Element {
  return (
    <>
      {props.fingerprints.map((fingerprint) => (
        <a class="id" key={fingerprint} href={`#${props.view.address.finding(fingerprint)}`}>
          {fingerprint}
        </a>
      ))}
    </>
  );
}

/** Where to look a requirement up. A result may come from anywhere: only an address of the web becomes a link. */
export function Cite(props: { readonly citation: string; readonly link?: string | undefined }): JSX.Element {
  const { citation, link } = props;
  return link !== undefined && /^https?:\/\//.test(link) ? <a href={link}>{citation}</a> : <>{citation}</>;
}

/** Names and values; a value may be any content. */
export function Facts({ rows }: { readonly rows: readonly (readonly [string, ComponentChildren])[] }): JSX.Element {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A table that scrolls by itself where the page is narrower than it. */
export function Table(props: {
  readonly label: string;
  /** A class that fixes the widths of columns, so that tables under each other line up. */
  readonly columns?: string;
  readonly head: readonly (readonly [title: string, isNumber?: boolean])[];
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    // Scrolling by keyboard needs the focus on what scrolls.
    <div class="scroll" role="region" aria-label={`Table: ${props.label}`} tabIndex={0}>
      <table class={props.columns}>
        <thead>
          <tr>
            {props.head.map(([title, isNumber = false]) => (
              <th key={title} scope="col" class={isNumber ? "n" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

/** A sentence whose names stand between backticks, as in `schemas`: they become code, whatever is in them stays text. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  const pieces = text.split(/`(?<name>[^`]+)`/u);
  // Every second piece is one that stood between backticks.
  return <>{pieces.map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>;
}
