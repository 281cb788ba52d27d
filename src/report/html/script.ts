/**
 * The page's only script: search, permalinks into folded parts, copy buttons, all unfolded for print. The page holds
 * everything without it. It writes text only, never markup, so nothing from a server can become code here.
 */
export const SCRIPT = `(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.querySelector(".filter");
  const [query, state, told] = ["input", "select", "output"].map((name) => form.querySelector(name));
  const items = all("[data-item]");
  const texts = new Map(items.map((item) => [item, (item.dataset.item || item.textContent).toLowerCase()]));
  const folds = all("details.group");
  const unfolded = new Map(folds.map((fold) => [fold, fold.open]));
  form.hidden = false;

  const apply = () => {
    const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const wanted = state.value;
    const active = words.length > 0 || wanted !== "";
    let shown = 0;
    for (const item of items) {
      const text = texts.get(item);
      const fits = words.every((word) => text.includes(word)) && (wanted === "" || item.dataset.state === wanted);
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const fold of folds) {
      const own = all("[data-item]", fold);
      if (own.length === 0) continue;
      const some = own.some((item) => !item.hidden);
      fold.hidden = active && !some;
      fold.open = active ? some : unfolded.get(fold);
    }
    for (const section of all("main > section:not(.hero)")) {
      section.hidden = active && !all("[data-item]", section).some((item) => !item.hidden);
    }
    told.textContent = active ? shown + " of " + items.length + " entries shown" : "";
  };

  const remember = () => {
    const parts = new URLSearchParams();
    if (query.value) parts.set("q", query.value);
    if (state.value) parts.set("s", state.value);
    const hash = parts.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };

  const follow = () => {
    const hash = location.hash.slice(1);
    if (/^[qs]=/.test(hash)) {
      const parts = new URLSearchParams(hash);
      query.value = parts.get("q") || "";
      state.value = parts.get("s") || "";
      apply();
      return;
    }
    const target = hash && document.getElementById(decodeURIComponent(hash));
    if (!target) return;
    if (target.closest("[hidden]")) {
      query.value = state.value = "";
      apply();
    }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { apply(); remember(); });
  addEventListener("hashchange", follow);
  addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
    } else if (event.key === "Escape" && document.activeElement === query) {
      query.value = "";
      apply();
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
  for (const box of all(".copy")) {
    const source = box.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy " + (box.dataset.what || "text"));
    button.addEventListener("click", async () => {
      let done;
      try { await navigator.clipboard.writeText(source.textContent); done = true; } catch { done = copyByHand(source); }
      button.textContent = done ? "Copied" : "Select and copy";
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
    box.append(button);
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });
  follow();
})();`;
