/**
 * The page's only script: search and filters, permalinks into folded parts, copy buttons, all unfolded for print. The page
 * holds everything without it. It writes text only, never markup, so nothing from a server can become code here.
 *
 * The address after `#` is either the id of an item, or `q` (words), `s` (state), `l` (level) and `at` (the open item).
 */
export const SCRIPT = `(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.querySelector(".filter");
  const fields = ["q", "s", "l"].map((name) => form.elements[name]);
  const [query, state, level] = fields;
  const told = form.querySelector("output");
  const clear = form.querySelector("button");
  const items = all("[data-state]");
  const folds = all("details.group");
  const sections = all("main > section:not(.hero)");
  const unfolded = new Map(folds.map((fold) => [fold, fold.open]));
  let texts;
  let at = "";
  form.hidden = false;
  clear.hidden = true;
  const isActive = () => fields.some((field) => field.value.trim() !== "");
  const textOf = (item) => {
    texts ??= new Map();
    // Of a finding not the evidence: in bodies everything is found everywhere.
    const own = item.tagName === "ARTICLE" ? [...item.children].filter((child) => !child.matches("details, .timeline")) : [item];
    if (!texts.has(item)) texts.set(item, own.map((part) => part.textContent).join(" ").toLowerCase());
    return texts.get(item);
  };
  const apply = () => {
    const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const active = isActive();
    let shown = 0;
    for (const item of items) {
      const { state: states, level: own } = item.dataset;
      item.hidden = (state.value !== "" && !states.split(" ").includes(state.value)) ||
        (level.value !== "" && own !== level.value) || !words.every((word) => textOf(item).includes(word));
      if (!item.hidden) shown += 1;
    }
    for (const line of all("[data-of]")) {
      line.hidden = line.dataset.of.split(" ").every((id) => document.getElementById(id).hidden);
    }
    for (const fold of folds) {
      const own = all("[data-state]", fold);
      const some = own.some((item) => !item.hidden);
      fold.hidden = active && own.length > 0 && !some;
      fold.open = active && own.length > 0 ? some : unfolded.get(fold);
    }
    for (const table of all(".sources")) table.parentElement.hidden = active;
    for (const section of sections) {
      section.hidden = active && !all("[data-state]", section).some((item) => !item.hidden);
    }
    told.textContent = active ? shown + " of " + items.length + " entries shown" : "";
    clear.hidden = !active;
  };
  const mark = (target) => {
    for (const marked of all(".at")) marked.classList.remove("at");
    if (target) target.classList.add("at");
  };
  const remember = () => {
    const parts = new URLSearchParams();
    for (const field of fields) if (field.value) parts.set(field.name, field.value);
    const some = parts.size > 0;
    if (some && at) parts.set("at", at);
    const hash = some ? "#" + parts : at ? "#" + at : "";
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
  };
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]") && isActive()) {
      for (const field of fields) field.value = "";
      apply();
    }
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    at = id;
    mark(target);
    target.scrollIntoView();
    remember();
  };
  const follow = () => {
    const hash = location.hash.slice(1);
    if (!hash) return;
    if (!/^(?:[qsl]|at)=/.test(hash)) {
      reveal(decodeURIComponent(hash));
      return;
    }
    const parts = new URLSearchParams(hash);
    for (const field of fields) {
      field.value = parts.get(field.name) || "";
      if (field.selectedIndex === -1) field.value = "";
    }
    apply();
    if (parts.get("at")) reveal(parts.get("at"));
  };
  const refine = () => { apply(); remember(); };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", refine);
  clear.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    refine();
    query.focus();
  });
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
      query.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Escape" && document.activeElement === query) {
      query.value = "";
      refine();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-filter]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      const parts = new URLSearchParams(link.dataset.filter);
      for (const field of fields) field.value = parts.get(field.name) || "";
      at = "";
      refine();
      const target = document.getElementById(link.hash.slice(1));
      (target.closest("[hidden]") ? document.getElementById("requirements") : target).scrollIntoView();
      return;
    }
    const fold = event.target.closest("summary") && event.target.closest("details[id]");
    if (fold) {
      // The click has not unfolded it yet.
      at = fold.open ? "" : fold.id;
      mark(fold.open ? undefined : fold);
      remember();
    }
  });
  const copyByHand = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const done = document.execCommand("copy");
    selection.removeAllRanges();
    return done;
  };
  const addButtons = (root) => {
    for (const box of all(".copy:not([data-ready])", root)) {
      if (box.closest("details:not([open])")) continue;
      box.dataset.ready = "";
      const source = box.querySelector("pre");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy " + box.dataset.what);
      button.addEventListener("click", async () => {
        let done;
        try { await navigator.clipboard.writeText(source.textContent); done = true; } catch { done = copyByHand(source); }
        button.textContent = done ? "Copied" : "Select and copy";
        setTimeout(() => { button.textContent = "Copy"; }, 1600);
      });
      box.append(button);
    }
  };
  addButtons(document);
  document.addEventListener("toggle", (event) => { if (event.target.open) addButtons(event.target); }, true);
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });
  follow();
})();`;
