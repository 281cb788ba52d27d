/** Colours, type and the frame of the page. Every pair of text and ground has a contrast of at least 4.5 to 1. */
export const STYLE_BASE = `
:root{color-scheme:light dark;--bg:#f6f6f3;--card:#fff;--sunk:#f4f5f6;--ink:#1b1f24;--soft:#57606a;--line:#dddfe2;--accent:#0b5cad;
--good:#17683f;--good-bg:#e6f4ec;--bad:#a8201a;--bad-bg:#fcebea;--warn:#7a4d00;--warn-bg:#fdf2dc;--hold:#5a4b96;--hold-bg:#eeebf8;
--info:#0b5cad;--info-bg:#e7f1fb;--mute:#57606a;--mute-bg:#eef0f2;--mark:#ffe08a;--mark-ink:#3d2c00;
--mono:ui-monospace,"SF Mono","Cascadia Mono","Segoe UI Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
@media (prefers-color-scheme:dark){:root{--bg:#131619;--card:#1a1e22;--sunk:#14181b;--ink:#e4e7ea;--soft:#a3adb7;--line:#2f363c;--accent:#7ab7f5;
--good:#74d19b;--good-bg:#15301f;--bad:#ff938b;--bad-bg:#3a1b1a;--warn:#f0c067;--warn-bg:#34280d;--hold:#bcacf5;--hold-bg:#282142;
--info:#7ab7f5;--info-bg:#12293f;--mute:#a3adb7;--mute-bg:#272c31;--mark:#5c4500;--mark-ink:#ffe9b0}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,pre:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
.page{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:2.5rem;max-width:84rem;margin:0 auto;padding:2rem}
.side{position:sticky;top:2rem;align-self:start;max-height:calc(100vh - 4rem);overflow:auto;font-size:.9rem}
.brand{font-weight:650;letter-spacing:-.01em;margin:0 0 1.25rem;display:flex;gap:.5rem;align-items:baseline}
.brand span{color:var(--soft);font-weight:400}
.side ol{list-style:none;margin:0;padding:0}
.side li a{display:flex;justify-content:space-between;gap:.75rem;padding:.28rem .6rem;margin-left:-.6rem;color:var(--ink);text-decoration:none;border-radius:6px}
.side li a:hover{background:var(--mute-bg)}
.side li a span{color:var(--soft)}
.filter{margin:0 0 1.25rem;display:grid;gap:.5rem}
.filter[hidden]{display:none}
.filter label{color:var(--soft);font-size:.82rem;display:grid;gap:.25rem}
.filter input,.filter select{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.4rem .6rem}
input::placeholder{color:var(--soft);opacity:1}
.filter p{margin:0;min-height:1.6em}.filter output{color:var(--soft);font-size:.82rem}.filter button{font:.82rem system-ui,sans-serif;color:var(--accent);background:none;border:0;padding:.1rem .2rem;text-decoration:underline;cursor:pointer}
kbd{font:.8em var(--mono);border:1px solid var(--line);border-radius:4px;padding:0 .35em;background:var(--card)}
main{min-width:0}
section{margin:0 0 3.25rem;scroll-margin-top:1rem}
h1{font-size:2.1rem;line-height:1.15;letter-spacing:-.02em;margin:0}
h2{font-size:1.4rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 .9rem}
h3{font-size:1.06rem;line-height:1.4;margin:0}
.lead{color:var(--soft);margin:-.55rem 0 1.1rem;max-width:46rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.4rem;margin:0 0 1rem}
.card>:last-child{margin-bottom:0}
.sub{font-size:.95rem;font-weight:650;margin:1.6rem 0 .6rem}
.sub:first-child{margin-top:0}
code,pre,.mono{font-family:var(--mono);font-size:.84em}
code{overflow-wrap:anywhere}
pre{margin:0;background:var(--sunk);border:1px solid var(--line);border-radius:8px;padding:.75rem .9rem;font-size:.8rem;line-height:1.55;white-space:pre-wrap;overflow-wrap:anywhere;overflow:hidden;tab-size:2}
.soft{color:var(--soft)}.nowrap{white-space:nowrap}
@media screen and (max-width:60rem){.page{grid-template-columns:minmax(0,1fr);gap:1.5rem;padding:1.25rem 1rem}.side{position:static;max-height:none}
.side ol{display:flex;overflow-x:auto;gap:.4rem;padding-bottom:.4rem}.side li{flex:none}.filter{grid-template-columns:1fr 1fr;margin-bottom:.75rem}.filter label:first-child,.filter p{grid-column:1/-1}.filter p{min-height:0}.side li a{margin:0;border:1px solid var(--line);background:var(--card)}h1{font-size:1.65rem}.card{padding:1rem}}
`;
