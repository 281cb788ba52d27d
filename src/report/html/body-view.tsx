import type { JSX } from "preact";
import type { KeptBody } from "../../result/index.ts";
import { size } from "../text.ts";
import { excerptOf, type Piece } from "./excerpt.ts";
import { layOutJson } from "./json-layout.ts";

/** A body for reading; the value that a pointer names is marked. */
export function Body({
  body,
  pointer,
}: {
  readonly body: KeptBody;
  readonly pointer: string | undefined;
}): JSX.Element {
  const layout = layOutJson(body.text, pointer);
  const isLost = pointer !== undefined && pointer !== "" && layout.mark === undefined;
  return (
    <>
      <pre>
        {excerptOf(layout).map((piece, index) => (
          <PieceOfBody key={index} piece={piece} />
        ))}
      </pre>
      {isLost && (
        <p class="note">
          <code>{pointer}</code> does not stand in this body.
        </p>
      )}
      {body.cut && (
        <p class="note">
          Cut: the whole is {size(body.bytes)}
          {body.digest !== undefined && (
            <>
              , <code>{body.digest}</code>
            </>
          )}
          .
        </p>
      )}
    </>
  );
}

function PieceOfBody({ piece }: { readonly piece: Piece }): JSX.Element {
  if (piece.kind === "gap") {
    return <span class="gap">… {piece.left} characters left out here; results.json has more of it …</span>;
  }
  return piece.kind === "mark" ? <mark>{piece.text}</mark> : <>{piece.text}</>;
}
