// The comforts of the overview: filters, sorting, counts that follow, and a way through the picture by keyboard. It reads what
// it needs from the rows of the page. What is filtered stands in the address, so that it can be sent to somebody.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const words = form.dataset;
  const locale = document.documentElement.lang === "nl" ? "nl-NL" : "en-GB";
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
  const fill = (pattern, values) => pattern.replace(/\{(\w*)\}/g, (_, name) => (name ? values[name] : values));

  const heads = [...table.tHead.rows[0].cells];
  const column = Object.fromEntries(heads.map((head, at) => [head.dataset.sort, at]));
  const picture = new Map();
  document.querySelectorAll("#map .m, #tray .m").forEach((mark) => picture.set(mark.getAttribute("href").slice(1), mark));
  const arrows = new Map();
  document.querySelectorAll("[data-of]").forEach((line) => arrows.set(`a${line.dataset.of}`, [...(arrows.get(`a${line.dataset.of}`) ?? []), line]));

  const texts = (name) => [...(form.elements[name]?.options ?? [])].slice(1).map((one) => one.value);
  const owners = texts("owner"), industries = texts("industry"), offerings = texts("offering");
  const sures = [...document.querySelectorAll(".certainty [data-sure]")].map((row) => row.dataset.sure);
  const places = [...document.querySelectorAll(".counts [data-place]")].map((row) => row.dataset.place);
  const items = [...body.rows].map((row, at) => {
    const d = row.dataset;
    return {
      row, at, mark: picture.get(row.id), lines: arrows.get(row.id) ?? [], isIn: true,
      quadrant: d.q, sure: d.c, amount: d.v === undefined ? null : Number(d.v), ask: d.a ?? "", sector: d.s ?? "",
      owner: owners[d.o] ?? "", industry: industries[d.i] ?? "", offering: offerings[d.f] ?? "", effort: d.e ?? "", moved: d.m === "moved",
      name: row.cells[0].firstChild.data.trim(), text: plain([...row.cells].map((cell) => cell.textContent).join(" ")),
    };
  });
  const byId = new Map(items.map((one) => [one.row.id, one]));

  // values are classed by the borders that the choices name
  const borders = (words.borders ?? "").split(" ").filter(Boolean).map(Number);
  items.forEach((one) => {
    one.value = one.amount === null ? "none" : String(borders.filter((border) => one.amount >= border).length);
  });

  // what is chosen: sets for boxes, a text for each list
  const BOXES = ["quadrant", "sure", "value", "only"];
  const LISTS = ["owner", "industry", "sector", "offering", "ask"];
  let effort = "";
  let sorted = { by: "value", down: true };

  const chosen = () => {
    const state = { find: plain(form.elements.find.value), effort };
    BOXES.forEach((name) => { state[name] = new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map((box) => box.value)); });
    LISTS.forEach((name) => { state[name] = form.elements[name]?.value ?? ""; });
    state.parts = state.find.split(" ").filter(Boolean);
    return state;
  };

  const fits = (one, state) =>
    ["quadrant", "sure", "value"].every((name) => !state[name].size || state[name].has(one[name])) &&
    LISTS.every((name) => !state[name] || state[name] === one[name]) &&
    (!state.only.has("moved") || one.moved) &&
    (!state.only.has("effort") || one.effort !== "") &&
    (!state.effort || state.effort === one.effort) &&
    state.parts.every((part) => one.text.includes(part));

  // amounts as the page writes them: three digits from a million on, whole below
  const number = (value, digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  const money = (value) => {
    const power = value > 0 ? Math.floor(Math.log10(value)) : 0;
    const unit = 10 ** Math.max(0, power - 2);
    const rounded = Math.round(value / unit) * unit;
    if (rounded < 1e6) return fill(words.money, number(rounded, 0));
    const [scale, pattern] = rounded < 1e9 ? [1e6, words.million] : [1e9, words.billion];
    const size = rounded / scale;
    return fill(words.money, fill(pattern, number(size, Math.max(0, 2 - Math.floor(Math.log10(size))))));
  };
  const noun = (count) => (count === 1 ? words.nounOne : words.noun);

  const show = (place, selector, text) => place.querySelectorAll(selector).forEach((cell) => { cell.textContent = text; });
  const count = (visible) => {
    const value = (some) => some.reduce((sum, one) => sum + (one.amount ?? 0), 0);
    const whole = value(visible);
    document.querySelectorAll("[data-place]").forEach((place) => {
      const some = visible.filter((one) => one.quadrant === place.dataset.place);
      show(place, ".n", number(some.length, 0));
      if (!words.money) return;
      show(place, ".v", money(value(some)));
      const share = whole ? value(some) / whole : 0;
      show(place, ".p", share > 0 && share < 0.005 ? "<1%" : `${Math.round(share * 100)}%`);
    });
    document.querySelectorAll(".certainty [data-sure]").forEach((row) => {
      const some = visible.filter((one) => one.sure === row.dataset.sure).length;
      show(row, ".n", number(some, 0));
      const bar = row.querySelector(".bar");
      if (bar) bar.className = `bar w${visible.length ? Math.round((some * 100) / visible.length) : 0}`;
    });
    const values = { n: number(visible.length, 0), total: number(items.length, 0), noun: noun(items.length) };
    const told = fill(visible.length === items.length ? words.all : words.of, values);
    document.getElementById("count").textContent = words.money ? `${told} · ${money(whole)}` : told;
    document.getElementById("nothing").hidden = visible.length > 0;
    table.hidden = !visible.length;
  };

  // a chip for each filter, which takes it away again
  const chips = document.getElementById("chips");
  const chip = (label, act, isWipe = false) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = isWipe ? label : `${label} ×`;
    if (!isWipe) button.setAttribute("aria-label", fill(words.remove, label));
    if (isWipe) button.className = "wipe";
    button.addEventListener("click", () => {
      act();
      update();
      (chips.querySelector("button") ?? form.elements.find).focus();
    });
    item.append(button);
    chips.append(item);
  };
  const wipe = () => { form.reset(); effort = ""; };
  const showChips = (state) => {
    chips.replaceChildren();
    BOXES.forEach((name) => form.querySelectorAll(`[name=${name}]:checked`).forEach((box) => chip(box.nextElementSibling.textContent, () => { box.checked = false; })));
    LISTS.filter((name) => state[name]).forEach((name) => {
      const list = form.elements[name];
      chip(list.selectedOptions[0].textContent, () => { list.value = ""; });
    });
    if (effort) chip(document.querySelector(`[data-filter="effort=${CSS.escape(effort)}"]`)?.dataset.words ?? effort, () => { effort = ""; });
    if (state.find) chip(`${words.search}: ${form.elements.find.value.trim()}`, () => { form.elements.find.value = ""; });
    if (chips.children.length > 1) chip(words.clear, wipe, true);
  };

  // the address says what is chosen; a plain `#a12` still leads to a row
  const remember = (state) => {
    const address = new URLSearchParams();
    BOXES.forEach((name) => { if (state[name].size) address.set(name, [...state[name]].join(",")); });
    LISTS.forEach((name) => { if (state[name]) address.set(name, state[name]); });
    if (effort) address.set("effort", effort);
    if (state.find) address.set("find", form.elements.find.value.trim());
    if (sorted.by !== "value" || !sorted.down) address.set("sort", (sorted.down ? "-" : "") + sorted.by);
    const text = address.toString();
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  };
  const recall = () => {
    const address = new URLSearchParams(location.hash.slice(1));
    wipe();
    BOXES.forEach((name) => {
      const values = (address.get(name) ?? "").split(",");
      form.querySelectorAll(`[name=${name}]`).forEach((box) => { box.checked = values.includes(box.value); });
    });
    LISTS.forEach((name) => { if (form.elements[name] && address.has(name)) form.elements[name].value = address.get(name); });
    effort = items.some((one) => one.effort === address.get("effort")) ? address.get("effort") : "";
    form.elements.find.value = address.get("find") ?? "";
    const by = (address.get("sort") ?? "-value").replace(/^-/, "");
    if (by in column) sorted = { by, down: (address.get("sort") ?? "-value").startsWith("-") };
  };

  // a browser needs a second to lay thousands of rows out, so only the first few hundred that fit are shown, until one asks
  const FEW = items.length > 500 ? 150 : items.length;
  let most = FEW;
  let order = items;
  const rest = document.getElementById("rest");
  const showRows = (limit = most) => {
    let shown = 0;
    order.forEach((one) => {
      const isShown = one.isIn && shown < limit;
      if (isShown) shown += 1;
      if (one.row.hidden === isShown) one.row.hidden = !isShown;
    });
    const fitting = order.filter((one) => one.isIn).length;
    rest.hidden = shown === fitting;
    rest.firstElementChild.textContent = fill(words.rest, { n: number(shown, 0), total: number(fitting, 0) });
    rest.lastElementChild.textContent = fill(words.showAll, number(fitting, 0));
  };
  rest.lastElementChild.addEventListener("click", () => {
    const first = order.filter((one) => one.isIn)[most];
    most = items.length;
    showRows();
    if (first) { first.row.tabIndex = -1; first.row.focus({ preventScroll: true }); }
  });
  addEventListener("beforeprint", () => showRows(items.length));
  addEventListener("afterprint", () => showRows());

  const filter = () => {
    const state = chosen();
    items.forEach((one) => {
      const isIn = fits(one, state);
      if (isIn === one.isIn) return;
      one.isIn = isIn;
      one.mark?.classList.toggle("out", !isIn);
      one.lines.forEach((line) => line.classList.toggle("out", !isIn));
    });
    showRows();
    count(items.filter((one) => one.isIn));
    showChips(state);
    if (!at || at.classList.contains("out")) walk(items.find((one) => one.isIn && one.mark)?.mark);
    return state;
  };
  const update = () => remember(filter());

  // sorting: what has no value comes last either way
  const keys = {
    place: (one) => places.indexOf(one.quadrant),
    odds: (one) => (one.quadrant === "none" ? null : odds(one, column.odds)),
    sure: (one) => -sures.indexOf(one.sure),
    value: (one) => one.amount,
  };
  const odds = (one, at) => { const text = one.row.cells[at].textContent; return text[0] === "<" ? 0 : text[0] === ">" ? 100 : parseInt(text, 10); };
  const key = (one) => (keys[sorted.by] ?? ((other) => other.row.cells[column[sorted.by]].textContent.trim() || null))(one);
  const sort = () => {
    const keyed = items.map((one) => [key(one), one]);
    const turn = sorted.down ? -1 : 1;
    keyed.sort(([one, a], [other, b]) => {
      if (one === null || other === null) return (one === null) - (other === null) || a.at - b.at;
      return turn * (typeof one === "number" ? one - other : collator.compare(one, other)) || a.at - b.at;
    });
    order = keyed.map(([, one]) => one);
    showRows();
    body.append(...order.map((one) => one.row));
    heads.forEach((head) => {
      if (head.dataset.sort === sorted.by) head.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  heads.forEach((head) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.title = fill(words.sort, button.textContent.trim());
    button.addEventListener("click", () => {
      const by = head.dataset.sort, isNumber = ["odds", "value", "sure"].includes(by);
      sorted = { by, down: sorted.by === by ? !sorted.down : isNumber };
      sort();
      update();
    });
    head.append(button);
  });

  // the picture: one stop of the tab key, arrow keys from mark to mark, Enter to the row
  const readout = document.getElementById("readout");
  const hint = readout?.textContent;
  let at = null;
  picture.forEach((one) => one.setAttribute("tabindex", "-1"));
  const marks = () => items.filter((one) => one.isIn && one.mark).map((one) => one.mark);
  const walk = (mark) => {
    if (mark === at) return;
    at?.setAttribute("tabindex", "-1");
    at = mark ?? null;
    at?.setAttribute("tabindex", "0");
  };
  const middle = (mark) => { const box = mark.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const next = (from, [dx, dy]) => {
    const [x, y] = middle(from);
    let best = null, least = Infinity;
    for (const mark of marks()) {
      if (mark === from) continue;
      const [mx, my] = middle(mark);
      const along = (mx - x) * dx + (my - y) * dy, aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx);
      if (along <= 0) continue;
      const far = along + 2 * aside;
      if (far < least) [best, least] = [mark, far];
    }
    return best;
  };
  const tell = (mark) => {
    if (!readout) return;
    const one = mark && byId.get(mark.getAttribute("href").slice(1));
    const value = one?.row.cells[column.value].textContent;
    const ask = one?.row.cells[column.ask].textContent;
    const asked = ask ? `${heads[column.ask].textContent.trim()}: ${ask}` : "";
    readout.textContent = one ? [mark.querySelector("title").textContent, value, asked].filter(Boolean).join(" · ") : hint;
  };
  const goTo = (id) => {
    const one = byId.get(id);
    if (!one) return false;
    if (!one.isIn) { wipe(); update(); }
    if (one.row.hidden) { most = order.filter((other) => other.isIn).indexOf(one) + 50; showRows(); }
    body.querySelector(".at")?.classList.remove("at");
    one.row.classList.add("at");
    one.row.tabIndex = -1;
    one.row.focus({ preventScroll: true });
    one.row.scrollIntoView({ block: "center" });
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#a"]');
    if (link && goTo(link.getAttribute("href").slice(1))) event.preventDefault();
    const button = event.target.closest?.("[data-filter]");
    if (!button) return;
    const [name, value] = button.dataset.filter.split("=");
    wipe();
    if (name === "effort") effort = value;
    else form.elements[name].value = value;
    update();
    document.getElementById("portfolio").scrollIntoView();
    form.elements.find.focus({ preventScroll: true });
  });
  document.querySelectorAll("#map, #tray").forEach((drawing) => {
    drawing.addEventListener("pointerover", (event) => tell(event.target.closest(".m")));
    drawing.addEventListener("pointerout", () => tell(drawing.contains(document.activeElement) ? document.activeElement : null));
    drawing.addEventListener("focusin", (event) => { walk(event.target.closest(".m")); tell(event.target.closest(".m")); });
    drawing.addEventListener("focusout", () => tell(null));
    drawing.addEventListener("keydown", (event) => {
      const way = WAYS[event.key], from = event.target.closest(".m");
      if (!way || !from) return;
      event.preventDefault();
      next(from, way)?.focus();
    });
  });

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  if (matchMedia("(max-width: 40rem)").matches) form.querySelector(".fold").open = false;
  form.hidden = false;
  if (readout) readout.hidden = false;
  document.querySelectorAll(".show").forEach((button) => { button.hidden = false; });
  const open = () => {
    if (!byId.has(location.hash.slice(1))) recall();
    sort();
    filter();
    goTo(location.hash.slice(1));
  };
  addEventListener("hashchange", open);
  open();
})();
