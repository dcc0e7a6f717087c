// Measures a page as it is laid out now; answers with one sentence for each fault.
async ({ least, gap, pins, mains }) => {
  await document.fonts.ready;
  const TOLERANCE = 0.6;
  const faults = [];
  const named = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}#${element.id} “${(element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip, .unseen");
  const isStuck = (element) => element && (["sticky", "fixed"].includes(getComputedStyle(element).position) || isStuck(element.parentElement));
  const isInSentence = (element) => getComputedStyle(element).display === "inline" && !(element instanceof SVGElement);

  // Pins of the map are round: what counts is their disc.
  const shape = (element) => {
    const disc = element.querySelector(".map-target");
    const { left, right, top, bottom, width, height } = (disc ?? element).getBoundingClientRect();
    return { element, left, right, top, bottom, width, height, radius: disc ? width / 2 : 0, stuck: isStuck(element) };
  };
  const between = (one, other) => {
    const across = Math.max(one.left - other.right, other.left - one.right);
    const down = Math.max(one.top - other.bottom, other.top - one.bottom);
    if (!one.radius || !other.radius) return Math.max(across, down);
    return Math.hypot(one.left + one.radius - other.left - other.radius, one.top + one.radius - other.top - other.radius) - one.radius - other.radius;
  };

  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), summary, select, textarea")]
    .filter((element) => isSeen(element) && !isInSentence(element))
    .map(shape);
  for (const one of targets) {
    const smallest = one.radius && pins ? pins : least;
    if (Math.min(one.width, one.height) < smallest - TOLERANCE) faults.push(`${named(one.element)} is ${one.width.toFixed(1)} × ${one.height.toFixed(1)}`);
    if (one.left < -1 || one.right > innerWidth + 1) faults.push(`${named(one.element)} leaves the screen`);
  }
  targets.forEach((one, index) => {
    for (const other of targets.slice(index + 1)) {
      if (one.stuck !== other.stuck) continue; // a bar that stays covers what scrolls below it
      const distance = between(one, other);
      const apart = one.radius && other.radius && pins ? 0 : gap;
      if (distance < -TOLERANCE) faults.push(`${named(one.element)} covers ${named(other.element)}`);
      else if (distance < apart - TOLERANCE) faults.push(`${named(one.element)} is ${distance.toFixed(1)} from ${named(other.element)}`);
    }
  });

  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} wide`);
  for (const element of document.body.querySelectorAll("*:not(svg *)")) {
    if (!isSeen(element)) continue;
    const style = getComputedStyle(element);
    const isCut = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1;
    const isCutBelow = ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (element.localName !== "svg" && element.localName !== "input" && (isCut || isCutBelow)) faults.push(`${named(element)} is cut off`);
  }
  // Words may not stick out of the frame of their button; letters are a little taller than their lines.
  const words = (element) => {
    const all = document.createNodeIterator(element, NodeFilter.SHOW_TEXT);
    const boxes = [];
    for (let text = all.nextNode(); text; text = all.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      if (isSeen(text.parentElement)) boxes.push(...range.getClientRects());
    }
    return boxes.filter((box) => box.width);
  };
  for (const { element } of targets.filter((one) => one.element instanceof HTMLElement)) {
    const frame = element.getBoundingClientRect();
    const taller = 0.3 * parseFloat(getComputedStyle(element).fontSize);
    if (words(element).some((box) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - taller || box.bottom > frame.bottom + taller)) faults.push(`the words of ${named(element)} stick out`);
  }
  for (const element of document.querySelectorAll("h1, h2, p, li, strong, bdi")) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width && isSeen(element) && (left < -1 || right > innerWidth + 1)) faults.push(`${named(element)} leaves the screen`);
  }

  if (mains) {
    const actions = [...document.querySelectorAll(mains)];
    if (!actions.length) faults.push(`no ${mains}`);
    for (const action of actions) {
      const { top, bottom } = action.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight + TOLERANCE) faults.push(`${named(action)} is reached only by scrolling (${bottom.toFixed(0)} of ${innerHeight})`);
    }
  }
  return faults;
}
