// The comforts of a page on a screen: folding and copying. Without this script everything stands open and can be read.
(() => {
  "use strict";
  const words = document.body.dataset;
  const main = document.querySelector("main");
  const contents = document.querySelector(".contents details");
  const isPhone = matchMedia("(max-width: 40rem)").matches;
  const folds = [...main.querySelectorAll("details")];

  const setOpen = (some, isOpen) => some.forEach((one) => { one.open = isOpen; });

  // What one came for must not be folded: the parts of the page that the address points to.
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    setOpen(target.querySelectorAll("details.part"), true);
    const around = target.closest("details");
    if (around) around.open = true;
    if (target.contains(contents)) contents.open = true;
    else if (contents && isPhone) contents.open = false;
    target.scrollIntoView();
  };

  const addButton = (place, label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    place.append(button);
    return button;
  };

  // On paper everything is open; afterwards each stands as it stood.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((one) => !one.open);
    setOpen(closed, true);
  });
  addEventListener("afterprint", () => setOpen(closed, false));

  setOpen(folds.filter((one) => isPhone || one.classList.contains("more")), false);
  if (contents) {
    contents.open = !isPhone;
    const buttons = document.createElement("p");
    buttons.className = "folding";
    contents.append(buttons);
    addButton(buttons, words.wordUnfold, () => setOpen(folds, true));
    addButton(buttons, words.wordFold, () => setOpen(folds, false));
  }
  addEventListener("hashchange", openTarget);
  openTarget();

  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  main.append(status);

  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();

  // The words to say or to send: without our marks, sources and asides, what is said before its number.
  const wordsOf = (target) => {
    const said = target.querySelectorAll("[data-said]");
    const copies = [...(said.length ? said : [target])].map((one) => one.cloneNode(true));
    copies.forEach((copy) => copy.querySelectorAll("button, summary, .badge, .cite, .label").forEach((one) => one.remove()));
    copies.sort((one, other) => other.matches("h3") - one.matches("h3"));
    return copies.map(text).filter(Boolean).join("\n");
  };

  // The clipboard is refused in some windows that show a file; the old way may still work there.
  const copyOldWay = (sentence) => {
    const field = document.createElement("textarea");
    field.value = sentence;
    field.className = "unseen";
    main.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  };

  const copy = async (sentence) => {
    try {
      await navigator.clipboard.writeText(sentence);
      return true;
    } catch {
      return copyOldWay(sentence);
    }
  };

  const draw = (button) => {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    for (const [name, line] of [["sheets", "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"], ["done", "M3 8.5l3.5 3.5L13 4.5"]]) {
      const path = document.createElementNS(space, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", line);
      svg.append(path);
    }
    button.append(svg);
  };

  main.querySelectorAll("[data-copy]").forEach((target) => {
    const sentence = wordsOf(target);
    const start = sentence.length > 60 ? `${sentence.slice(0, 60).replace(/\s\S*$/, "")} …` : sentence;
    const button = addButton(target, "", async () => {
      const isDone = await copy(sentence);
      button.focus();
      if (!isDone) getSelection().selectAllChildren(target);
      button.classList.toggle("copied", isDone);
      status.textContent = "";
      setTimeout(() => { status.textContent = isDone ? words.wordCopied : words.wordNotCopied; }, 50);
      setTimeout(() => button.classList.remove("copied"), 2000);
    });
    button.className = "copy";
    button.setAttribute("aria-label", `${words.wordCopy}: ${start.replace(/\n/g, " ")}`);
    draw(button);
    target.classList.add("copyable");
  });
})();
