/** The pictures. Kinds of answers differ in lightness, not only in hue: they hold in grey and for the colour-blind. */
export const STYLE_CHARTS = `
:root{--c2:#9fc0e0;--c3:#5d8fc2;--c4:#c9791a;--c5:#7d1128;--c0:#1b1f24}
@media (prefers-color-scheme:dark){:root{--c2:#3f6a94;--c3:#6f9fd0;--c4:#e0a04a;--c5:#ff8d8d;--c0:#fff}}
.plot,.strip,.axis,.time,.bar,.key,.growth{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.plot{display:block;width:100%;height:1.1rem}.plot rect{fill:var(--c)}
.areas{table-layout:fixed;min-width:44em}.areas thead th:nth-child(1){width:14em}.areas thead th:nth-child(3){width:16em}.plot rect+rect{stroke:var(--card);stroke-width:2;vector-effect:non-scaling-stroke}
.times{table-layout:fixed;min-width:52em}.times thead th:nth-child(2){width:20em}.times thead th:nth-child(n+3){width:6.2em}.times th code{font-weight:400}
.times td{vertical-align:middle}.times .axis td{padding-bottom:0;border-top:0}.times .axis+tr>*{border-top:0;padding-top:.2rem}
.strip{display:block;width:100%;height:2.1rem;background:var(--sunk);border-bottom:1px solid var(--soft)}
.strip path{fill:var(--c3)}.strip .p50,.strip .p95{fill:none;stroke:var(--ink);stroke-width:1.5;vector-effect:non-scaling-stroke}.strip .p95{stroke-dasharray:3 2}
svg.axis{display:block;width:100%}svg.axis text{font-size:8px;fill:var(--soft)}
.chart{margin:1.6rem 0 0;padding:0}.chart .legend{margin:0 0 .6rem}.key{width:.75em;height:.75em}
.time{display:block;width:100%;height:8rem;background:var(--card);border:1px solid var(--line);border-radius:8px}
.s2xx{fill:var(--c2)}.s3xx{fill:var(--c3)}.s4xx{fill:var(--c4)}.s5xx{fill:var(--c5)}.snone{fill:var(--c0)}
svg.growth{display:block;width:100%;max-width:26em;margin:.5rem 0 0}.growth rect{fill:var(--c3)}.growth text{font-size:7px;fill:var(--ink)}
.ends{display:flex;justify-content:space-between;color:var(--soft);font-size:.82rem;margin:.2rem 0 0}
@media print{:root{--c2:#9fc0e0;--c3:#5d8fc2;--c4:#c9791a;--c5:#7d1128;--c0:#000}.areas,.times{min-width:0}}
`;
