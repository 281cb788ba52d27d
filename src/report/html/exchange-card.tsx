import type { JSX } from "preact";
import type { HeaderLine, KeptExchange } from "../../result/index.ts";
import { duration, size } from "../text.ts";
import { Body } from "./body-view.tsx";
import { CopyBox } from "./parts.tsx";

/** How an exchange stands on the page. */
export interface ExchangeProps {
  readonly exchange: KeptExchange;
  /** The permalink; absent where the exchange stands a second time. */
  readonly anchor: string | undefined;
  readonly open: boolean;
  /** `1`, `2`: its place in a sequence. */
  readonly number?: number;
  /** Where in the response body the value stands that a finding is about. */
  readonly pointer?: string | undefined;
  /** An exchange above that had the same body in its answer, which then stands there alone. */
  readonly sameAs?: { readonly number: number; readonly anchor: string } | undefined;
  /** The request as a PowerShell command; where it is absent, the POSIX command alone is shown. */
  readonly powershell?: string | undefined;
}

/** One request and what came back: all of it, and the command that sends it again. */
export function ExchangeCard(props: ExchangeProps): JSX.Element {
  const { exchange, anchor, open, number, pointer, powershell, sameAs } = props;
  const { request, response, failure } = exchange;
  return (
    <details class="exchange" id={anchor} open={open}>
      <summary>
        <span class="what">
          {number !== undefined && `${number}. `}
          {exchange.title}
        </span>
        <span class="sum">
          <code>{request.method}</code>
          <span>→</span>
          <strong>{response === undefined ? (failure?.kind ?? "no answer") : response.status}</strong>
          <span>{duration(exchange.durationMs)}</span>
        </span>
      </summary>
      <div class="in">
        <div class="wire">
          <div>
            <p class="part">Request</p>
            <p class="line">
              {request.method} {request.url}
            </p>
            <Headers lines={request.headers} />
            {request.body !== undefined && <Body body={request.body} pointer={undefined} />}
          </div>
          <div>
            <p class="part">Response</p>
            <Response exchange={exchange} pointer={pointer} sameAs={sameAs} />
          </div>
        </div>
        <Notes exchange={exchange} anchor={anchor} />
        <Commands curl={exchange.curl} powershell={powershell} id={exchange.id} />
      </div>
    </details>
  );
}

function Response(props: Pick<ExchangeProps, "exchange" | "pointer" | "sameAs">): JSX.Element {
  const { sameAs } = props;
  const { response, failure } = props.exchange;
  if (response === undefined) return <p class="line">{failure?.message ?? "none was recorded"}</p>;
  return (
    <>
      <p class="line">{response.status}</p>
      <Headers lines={response.headers} />
      {sameAs !== undefined && (
        <p class="note">
          The same body as that of <a href={`#${sameAs.anchor}`}>exchange {sameAs.number}</a>.
        </p>
      )}
      {response.body.text === "" && <p class="note">No body.</p>}
      {response.body.text !== "" && sameAs === undefined && <Body body={response.body} pointer={props.pointer} />}
      {!response.utf8 && <p class="note">The body was not valid UTF-8; wrong bytes are shown as U+FFFD.</p>}
      {response.bom && <p class="note">The body began with a byte order mark.</p>}
      {failure !== undefined && <p class="note">{failure.message}</p>}
    </>
  );
}

function Headers({ lines }: { readonly lines: readonly HeaderLine[] }): JSX.Element {
  return (
    <ul class="headers">
      {lines.map(([name, value], index) => (
        <li key={`${index} ${name}`}>
          <b>{name}:</b> {value}
        </li>
      ))}
    </ul>
  );
}

/** A command that is longer is not on the page: it would be there for its body alone, which is shown above. */
const LONGEST_COMMAND = 6000;

function Commands(props: {
  readonly curl: string;
  readonly powershell: string | undefined;
  readonly id: string;
}): JSX.Element {
  const { curl, powershell, id } = props;
  if (curl.length > LONGEST_COMMAND) {
    return (
      <p class="note">
        As a command it has {size(curl.length)}: see <code>curl</code> of exchange <code>{id}</code> in results.json.
      </p>
    );
  }
  return (
    <>
      <p class="part">As a command: POSIX shell, curl</p>
      <CopyBox what="curl command" text={curl} />
      {powershell !== undefined && (
        <details class="more">
          <summary>PowerShell</summary>
          <CopyBox what="PowerShell command" text={powershell} />
        </details>
      )}
    </>
  );
}

function Notes(props: Pick<ExchangeProps, "exchange" | "anchor">): JSX.Element {
  const { startedAt, durationMs, notes, disclosed, intent, id } = props.exchange;
  const why = {
    valid: "a documented request that must succeed",
    provoked: "wrong on purpose: a refusal is expected",
    open: "the sources leave the answer open",
    helper: "not declared by the document, sent to observe",
  }[intent.kind];
  return (
    <>
      <p class="note">
        Sent <time>{startedAt}</time>, took {duration(durationMs)}: {why}
        {intent.kind === "open" && ` (${intent.why})`}
        {intent.kind === "provoked" && ` (${intent.cause})`}. Exchange{" "}
        {props.anchor === undefined ? id : <a href={`#${props.anchor}`}>{id}</a>}
      </p>
      {notes.map((note) => (
        <p class="note" key={note}>
          On the way: {note}
        </p>
      ))}
      {disclosed.length > 0 && (
        <p class="note">
          <strong>The response disclosed a secret</strong>, replaced here: {disclosed.join(", ")}
        </p>
      )}
    </>
  );
}
