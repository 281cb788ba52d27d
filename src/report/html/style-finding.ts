/** A finding and the exchanges that prove it. */
export const STYLE_FINDING = `
@media screen{.finding{content-visibility:auto;contain-intrinsic-size:auto 55rem}}
.finding{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--c);border-radius:12px;padding:1.3rem 1.5rem 1.4rem;margin:0 0 1.5rem;scroll-margin-top:1rem}
.finding:target,.exchange:target,.finding.at,.exchange.at,.group.at{outline:3px solid var(--accent);outline-offset:2px}
.finding .top{display:flex;flex-wrap:wrap;gap:.4rem .6rem;align-items:center;margin:0 0 .6rem;font-size:.85rem;color:var(--soft)}
.finding .top .perma{margin-left:auto}
.perma{font:.8rem var(--mono);color:var(--soft);text-decoration:none}.perma:hover{text-decoration:underline}
.finding h3,.finding h4{font-size:1.15rem;line-height:1.4;margin:0 0 .15rem;overflow-wrap:anywhere}
.finding .deed{color:var(--soft);margin:0 0 1rem;overflow-wrap:anywhere}
.law{border-left:3px solid var(--line);padding:.1rem 0 .1rem .9rem;margin:0 0 1.1rem}
.law p{margin:0}.law .cite{font-size:.87rem;color:var(--soft);overflow-wrap:anywhere}.law .cite a+a,.foot a{font:.78rem var(--mono)}
.compare{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin:0 0 1.1rem}
.compare>div{border:1px solid var(--line);border-radius:8px;padding:.65rem .9rem;min-width:0}
.compare h5{margin:0 0 .3rem;font-size:.8rem;font-weight:600;color:var(--c)}
.compare ul{margin:0;padding:0;list-style:none}
.compare li+li{margin-top:.3rem;padding-top:.3rem;border-top:1px dashed var(--line)}
.compare li+li::before{content:"or ";color:var(--soft);font-size:.85em}
.compare p,.compare li{margin:0;font:.84rem/1.55 var(--mono);overflow-wrap:anywhere;white-space:pre-wrap}
.compare p.at{font:.85rem/1.5 inherit;font-family:inherit;color:var(--soft);margin-top:.35rem}
.exchange{border:1px solid var(--line);border-radius:8px;margin:0 0 .6rem;scroll-margin-top:1rem}
.exchange>summary{display:flex;flex-wrap:wrap;gap:.2rem .65rem;align-items:baseline;padding:.55rem .9rem;cursor:pointer;list-style:none;font-size:.92rem}
.exchange>summary::-webkit-details-marker{display:none}
.exchange>summary .what{flex:1 1 min(16rem,75%);min-width:0;overflow-wrap:anywhere}
.exchange>summary .sum{display:flex;flex-wrap:wrap;gap:.15rem .7rem;align-items:baseline;color:var(--soft);font-size:.85rem}
.exchange .in{padding:.2rem .9rem .9rem}
.wire{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1rem}
.wire>div{min-width:0}
.part{margin:.7rem 0 .3rem;font-size:.8rem;font-weight:600;color:var(--soft)}
.line{font:.8rem/1.5 var(--mono);overflow-wrap:anywhere;margin:0 0 .35rem}
.headers{margin:0 0 .5rem;padding:0;list-style:none;font:.76rem/1.55 var(--mono);overflow-wrap:anywhere}
.headers li{padding-left:1.2em;text-indent:-1.2em}
.headers b{color:var(--soft);font-weight:400}
mark{background:var(--mark);color:var(--mark-ink);font-weight:600;box-decoration-break:clone;-webkit-box-decoration-break:clone;padding:.12em 0}
.gap{display:block;color:var(--soft);font-family:system-ui,sans-serif;font-style:italic;margin:.4rem 0}
.copy{position:relative;margin:0 0 .5rem}
.copy pre{padding-right:4.6rem}
.copy button{position:absolute;top:.4rem;right:.4rem;font:.78rem system-ui,sans-serif;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.15rem .6rem;cursor:pointer}
.copy button:hover{border-color:var(--accent)}
.elsewhere{margin:0 0 .6rem;padding:.45rem .9rem;border:1px dashed var(--line);border-radius:8px;font-size:.88rem;color:var(--soft);overflow-wrap:anywhere}
.more{margin:.3rem 0 .6rem;font-size:.9rem}.more>summary{cursor:pointer;color:var(--soft);display:flex;gap:.5em;align-items:center;list-style:none}.more>summary::-webkit-details-marker{display:none}.same{margin:-.75rem 0 1.5rem}.same>.in{padding-top:.4rem}.finding>h5{margin:1.1rem 0 .4rem;font-size:.87rem}
.foot{margin:.9rem 0 0;font-size:.85rem;color:var(--soft);overflow-wrap:anywhere}
.waiver{overflow-wrap:anywhere;background:var(--info-bg);color:var(--info);border-radius:8px;padding:.5rem .9rem;margin:0 0 1rem;font-size:.92rem}
.note{font-size:.87rem;color:var(--soft);margin:.35rem 0}
.empty{color:var(--soft);border:1px dashed var(--line);border-radius:12px;padding:1rem 1.25rem}
footer{color:var(--soft);font-size:.85rem;border-top:1px solid var(--line);padding-top:1rem}
@media screen and (max-width:60rem){.compare,.wire{grid-template-columns:minmax(0,1fr)}.finding{padding:1rem}.hero{padding:1.25rem 1.1rem}.facts{grid-template-columns:minmax(0,1fr)}.facts dt{padding-bottom:0}.facts dd{border-top:0;padding-top:0}
.steps>li,.overview li{grid-template-columns:minmax(0,1fr);gap:.1rem}.hero .disc{width:2.4rem;height:2.4rem;font-size:1.3rem}}
`;

/** Paper: black on white, nothing folded away, addresses of links written out. */
export const STYLE_PRINT = `
@page{margin:16mm 14mm;@bottom-right{content:counter(page) " / " counter(pages);font:9pt system-ui,sans-serif;color:#555}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--sunk:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#083f78;--good:#17683f;--good-bg:#fff;--bad:#a8201a;--bad-bg:#fff;--warn:#6b4300;--warn-bg:#fff;
--hold:#4a3c86;--hold-bg:#fff;--info:#083f78;--info-bg:#fff;--mute:#444;--mute-bg:#fff;--mark:#ffe08a;--mark-ink:#000}
body{font-size:10pt;line-height:1.45}.page{display:block;padding:0;max-width:none}.side,.skip,.copy button,.perma{display:none}.copy pre{padding-right:.9rem}
details::details-content{content-visibility:visible;display:block}details>*{display:block}
summary::before{display:none!important}h2,h3,h4,h5,.part,.lead,.top,.deed,summary{break-after:avoid}tr,.compare,.law,.steps>li,.overview li,.facts>div{break-inside:avoid}
.badge{border:1px solid currentColor}.bar{-webkit-print-color-adjust:exact;print-color-adjust:exact}mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.scroll{overflow:visible;border-radius:0}.matrix{min-width:0}td .id,th .id,td small,th small{font-size:7.5pt}.sources,.gaps,.played{min-width:0!important}.sources{font-size:7.5pt}.sources th{min-width:0}.sources th,.sources td{padding:.25rem .35rem}.sources td a{white-space:normal}.finding{content-visibility:visible}table{font-size:8.5pt}th,td{padding:.3rem .4rem;overflow-wrap:anywhere}.n{white-space:nowrap;overflow-wrap:normal}td p{font-size:inherit;margin:.1rem 0}pre{font-size:7.8pt}.wire{gap:.6rem}section{margin-bottom:1.6rem}.steps>li{padding:.3rem 0}.facts dt,.facts dd{padding:.25rem 0}
.law a[href^="http"]::after{content:" <" attr(href) ">";font-size:.85em;overflow-wrap:anywhere}}
`;
