/** The parts of the page: badges, tables, findings, exchanges. A state is always an icon, a word and a colour. */
export const STYLE_PARTS = `
.sprite{position:absolute;width:0;height:0}
.icon{width:1em;height:1em;flex:none;vertical-align:-.13em}
.good{--c:var(--good);--t:var(--good-bg)}.bad{--c:var(--bad);--t:var(--bad-bg)}.warn{--c:var(--warn);--t:var(--warn-bg)}
.hold{--c:var(--hold);--t:var(--hold-bg)}.info{--c:var(--info);--t:var(--info-bg)}.mute{--c:var(--mute);--t:var(--mute-bg)}
.badge{display:inline-flex;align-items:center;gap:.35em;color:var(--c);background:var(--t);border-radius:99px;padding:.08em .65em;font-size:.8rem;font-weight:600;white-space:nowrap}
.ok{color:var(--good);font-size:.85rem;font-weight:600;white-space:nowrap}.ok::before{content:"\\2713\\00a0";content:"\\2713\\00a0"/""}
.tone{color:var(--c);font-weight:600}
td .tone,.count .tone,.legend .tone{white-space:nowrap}
.tag{display:inline-block;border:1px solid var(--line);border-radius:5px;padding:0 .4em;font-size:.74rem;font-weight:600;letter-spacing:.02em;color:var(--soft);white-space:nowrap}
.hero{background:var(--card);border:1px solid var(--line);border-top:6px solid var(--c);border-radius:12px;padding:1.75rem 1.9rem;margin:0 0 2.5rem}
.hero .say{display:flex;gap:1.1rem;align-items:flex-start}
.hero .disc{width:3.1rem;height:3.1rem;border-radius:50%;background:var(--t);color:var(--c);display:grid;place-items:center;font-size:1.7rem;flex:none}
.hero h1{color:var(--c)}
.hero p{font-size:1.08rem;margin:.45rem 0 0;max-width:52rem;overflow-wrap:anywhere}
.stats{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1rem 1.75rem;margin:1.6rem 0 0;padding:1.25rem 0 0;border-top:1px solid var(--line)}
.stats dt{color:var(--soft);font-size:.85rem}.stats dd{margin:0;font-size:1.45rem;font-weight:600;letter-spacing:-.01em;line-height:1.3}
.stats dd small{display:block;font-size:.82rem;font-weight:400;color:var(--soft);letter-spacing:0}
.bar{display:block;width:100%;height:.6rem;border-radius:99px;margin:1.4rem 0 .6rem;background:var(--mute-bg)}
.bar rect{fill:var(--c)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;margin:0;padding:0;list-style:none;font-size:.85rem}
.facts{display:grid;grid-template-columns:minmax(8rem,12rem) minmax(0,1fr);margin:0}
.facts>div{display:contents}
.facts dt,.facts dd{padding:.42rem 0;border-top:1px solid var(--line);margin:0}
.facts>div:first-child>*{border-top:0}
.facts dt{color:var(--soft);padding-right:1rem}.facts dd{overflow-wrap:anywhere;min-width:0}
.steps{list-style:none;margin:0;padding:0}
.steps>li{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.3rem 1rem;padding:.5rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.steps>li:first-child{border-top:0}
.steps small{display:block;color:var(--soft)}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:12px;background:var(--card);margin:0 0 1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;padding:.75rem 1rem 0;font-weight:600}
th,td{text-align:left;vertical-align:top;padding:.55rem 1rem;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--soft);font-weight:500;font-size:.82rem;white-space:nowrap}
tbody th{font-weight:500}
td.n,th.n{text-align:right}
td.zero{color:var(--soft)}
td .id,th .id,td>small,th>small,div>small{display:block;font:.78rem/1.45 var(--mono);overflow-wrap:anywhere;color:var(--soft)}td a.id{color:var(--accent)}
.matrix,.played,.gaps{table-layout:fixed;min-width:46em}.matrix td:nth-child(2){font-size:.78rem;font-weight:600;color:var(--soft)}.matrix td:nth-child(4),.played td:nth-child(n+4){text-align:right}.played thead th:nth-child(1),.gaps thead th:nth-child(1){width:11.5em}.played thead th:nth-child(3){width:9.5em}.played thead th:nth-child(n+4){width:6.5em}
.sources{font-size:.84rem}.sources th,.sources td{padding:.4rem .75rem}.sources th{min-width:10.5em}.sources thead th+th{min-width:0}.sources td a{display:block;white-space:nowrap;color:var(--c);text-decoration:none}.sources td a:hover{text-decoration:underline}.sources .bad{font-weight:650}.sources .sum>*{background:var(--sunk)}.sources th a{color:var(--ink)}
.steps.card{padding:.3rem 1.2rem;margin:0 0 1rem}.steps .badge+small{margin-top:.2rem}
.gaps td>div+div{margin-top:.4em}
.matrix thead th:nth-child(1){width:11.5em}.matrix thead th:nth-child(2){width:8em}.matrix thead th:nth-child(4){width:7em}td>a.id{margin-top:.3em}.matrix thead th:nth-child(5){width:9.5em}
tr:target>*,tr.at>*{background:var(--mark);color:var(--mark-ink)}
[data-of][hidden],[data-state][hidden],.scroll[hidden],details[hidden],section[hidden]{display:none}
.group{border:1px solid var(--line);border-radius:12px;background:var(--card);margin:0 0 .75rem}
.group>summary{display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center;padding:.7rem 1rem;font-weight:600;cursor:pointer}
.group>summary .count{font-weight:400;color:var(--soft);margin-left:auto;display:flex;flex-wrap:wrap;gap:.2rem .8rem;font-size:.85rem}
.group>summary::marker,.group>summary::-webkit-details-marker{display:none;content:""}
.group>summary::before,.exchange>summary::before,.more>summary::before{content:"";border:.33em solid transparent;border-left-color:var(--soft);margin-right:-.2em;transition:transform .12s;transform-origin:25% 50%;flex:none}
[open]>summary::before{transform:rotate(90deg)}
.group>.in{padding:0 1rem 1rem}
.defects ul{list-style:none;margin:.6rem 0 0;padding:0}.defects li{padding:.55rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}.defects li p{margin:0}.defects li:last-child{padding-bottom:0}
.defects>summary .what{flex:1 1 16rem;min-width:0;overflow-wrap:anywhere}.defects>summary .what::first-letter,.kept li::first-letter{text-transform:uppercase}.kept{font-size:.87rem}.place{font-weight:600}
.group>.scroll{border:0;border-top:1px solid var(--line);border-radius:0 0 12px 12px;margin:0}
.overview{list-style:none;padding:0;margin:0 0 1.5rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
.overview li{display:grid;grid-template-columns:6.5rem minmax(0,3fr) minmax(0,1fr);gap:.3rem 1rem;padding:.55rem 1rem;border-top:1px solid var(--line);align-items:center}
.overview li:first-child{border-top:0}
.overview small{display:block;font-family:inherit!important;color:var(--soft);font-size:.82rem;line-height:1.45;overflow-wrap:anywhere}.overview li>.soft{font-size:.85rem;overflow-wrap:anywhere}.matrix td:nth-child(4) small{white-space:nowrap}.overview a{color:var(--ink);overflow-wrap:anywhere}
`;
