import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { compact } from "./compact.ts";

test("quotes in text are quotes; in the value of an attribute they stay escaped", () => {
  const hostile = `"><script>alert("1")</script> a > b <x y="`;
  const html = compact(
    renderToString(
      <p title={hostile} class={hostile}>
        {hostile} <b data-x='">'>{"&quot;"}</b>
      </p>,
    ),
  );
  const inAttribute = "&quot;>&lt;script>alert(&quot;1&quot;)&lt;/script> a > b &lt;x y=&quot;";
  const inText = '">&lt;script>alert("1")&lt;/script> a > b &lt;x y="';
  expect(html).toBe(
    `<p title="${inAttribute}" class="${inAttribute}">${inText} <b data-x="&quot;>">&amp;quot;</b></p>`,
  );
});

test("end tags go only where the next tag says the same", () => {
  expect(
    compact(
      "<table><tbody><tr><th>a</th><td>b</td></tr><tr><td><ul><li>c</li><li>d</li></ul></td></tr></tbody></table>",
    ),
  ).toBe("<table><tbody><tr><th>a<td>b<tr><td><ul><li>c<li>d</ul></tbody></table>");
  expect(compact('<ul><li>a</li> b</ul><svg><use href="#a"></use></svg><p></p>')).toBe(
    '<ul><li>a</li> b</ul><svg><use href="#a"/></svg><p></p>',
  );
  // Of a paragraph too, but not where text or a part of a line follows.
  expect(compact("<div><p>a</p><p>b</p><ul><li><p>c</p></li></ul><p>d</p> e</div><span><p>f</p></span>")).toBe(
    "<div><p>a<p>b<ul><li><p>c</ul><p>d</p> e</div><span><p>f</p></span>",
  );
});
