/** The smallest history: a list of steps, and a table of who is where. The signs carry the meaning, colour repeats it. */
export const STYLE_TIMELINE = `
.timeline{margin:0 0 1.1rem}
.timeline h5{margin:1.1rem 0 .2rem;font-size:.87rem}
.timeline p{margin:0 0 .5rem;font-size:.92rem}
.story{margin:0 0 .8rem;padding-left:1.6rem}
.story li{padding:.12rem 0;overflow-wrap:anywhere}
.story .parted{font-weight:600}
.story strong{color:var(--bad)}
.timeline .scroll{margin:0 0 .6rem}
.timeline table{width:auto;min-width:min(100%,24rem)}
.timeline th,.timeline td{padding:.3rem .8rem}
.timeline td{text-align:center}
.timeline td.parted,.timeline th.parted{background:var(--bad-bg);color:var(--ink)}
.sign{font-size:1.05rem;line-height:1}
.sign.in{color:var(--ink)}.sign.lost{color:var(--bad);font-weight:700}.sign.extra{color:var(--bad);font-weight:700}.sign.out{color:var(--soft)}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.timeline td{position:relative}
.timeline details>summary{cursor:pointer;font-size:.87rem;color:var(--soft)}
`;
