// @ts-check
// A slider through the editions: blips and lines of the list move to where they were.
(() => {
const radar = globalThis.Radar;
if (!radar) return;
const { svg, list, items, data, all, set, settle, listeners } = radar;
const slider = /** @type {HTMLInputElement[]} */ (all(".time input"))[0];
if (!slider) return;
const { editions = [], blips = {}, marks = [] } = data;
const last = editions.length - 1;
const tabs = all(".top .editions a");
const [counts] = all(".counts");
const name = /** @type {HTMLOutputElement[]} */ (all(".time output"))[0];
const open = /** @type {HTMLAnchorElement[]} */ (all(".time a"))[0];
/** @type {SVGElement[]} */
const keyMarks = all(".key-row > g", svg);
const drawn = [".blip", "text.label[id]"].map((selector) => {
	/** @type {SVGElement[]} */
	const parts = all(selector, svg);
	return new Map(parts.map((part) => [part.dataset.entry || "", part]));
});

// What has left, or is a number now, gets a copy of another's blip or name.
/**
 * @param {Item} item
 * @param {Map<string, SVGElement>} map blips or labels, by the id of the entry
 */
const copyFor = ({ id, link }, map) => {
	const [other] = map.values();
	if (!other || map.has(id)) return;
	const copy = /** @type {SVGElement} */ (other.cloneNode(true));
	copy.dataset.entry = id;
	copy.removeAttribute("id");
	copy.querySelector(".number")?.remove();
	copy.querySelector("a")?.setAttribute("href", link.getAttribute("href") || "");
	other.parentElement?.closest("g")?.append(copy);
	map.set(id, copy);
};
// A past blip has the key's mark for how it moved then.
/**
 * @param {Element} link
 * @param {number} edition
 * @param {number} at index of the mark
 * @param {number} x
 * @param {number} y
 */
const draw = (link, edition, at, x, y) => {
	link.querySelector(".then")?.remove();
	const mark = /** @type {SVGElement | undefined} */ (keyMarks[at]?.cloneNode(true));
	if (!mark || edition === last) return;
	mark.classList.add("then");
	mark.style.transform = `rotate(${marks[at].turns ? Math.atan2(y, x) : 0}rad) scale(${editions[edition].scale})`;
	link.prepend(mark);
};
/**
 * @param {SVGElement} label
 * @param {number} x
 * @param {number} y
 * @param {string} anchor
 * @param {string[]} lines
 */
const write = (label, x, y, anchor, lines) => {
	const step = 1.2 * parseFloat(getComputedStyle(label).fontSize);
	label.setAttribute("paint-order", "stroke"); // its plate
	label.setAttribute("text-anchor", anchor);
	label.replaceChildren(...lines.map((line, n) => {
		const part = document.createElementNS(svg.namespaceURI, "tspan");
		part.setAttribute("x", `${x}`);
		part.setAttribute("y", `${y + n * step}`);
		part.append(line);
		return part;
	}));
};
/**
 * @param {Item} item
 * @param {number} edition
 */
const place = (item, edition) => {
	const { id } = item;
	const states = (blips[id] || []).filter((state) => state.edition <= edition);
	const state = states.at(-1);
	if (item.left || state?.anchor) for (const map of drawn) copyFor(item, map);
	const [blip, label] = drawn.map((map) => map.get(id));
	const { quadrant = 0, ring, x, y = 0, right = 0, down = 0, anchor } = state || {};
	const mark = (state?.edition === edition && state.mark) || 0;
	item.there = ring !== undefined;
	if (ring !== undefined) {
		all(`.q${quadrant} .ring ul`, list)[ring].append(item.li);
		settle(item, marks[mark]?.movement, marks[mark]?.text);
		const since = states.findLast((one, n) => one.ring !== states[n - 1]?.ring);
		item.since = editions[since?.edition || 0].name;
	}
	blip?.classList.toggle("gone", x === undefined);
	label?.classList.toggle("gone", !anchor);
	if (x === undefined || !blip) return;
	const [link] = all("a", blip);
	blip.style.transform = edition < last ? `translate(${x}px, ${y}px)` : "";
	draw(link, edition, mark, x, y);
	link.ariaLabel = [item.name, item.said.ring, item.said.movement].filter(Boolean).join(", ");
	for (const part of [blip, label]) part?.setAttribute("class", part.classList.value.replace(/q\d/, "q" + quadrant));
	if (label && anchor) write(label, x + right, y + down, anchor, states.findLast((one) => one.lines)?.lines || []);
};

let shown = last;
listeners.push((state) => {
	const at = editions.findIndex(({ id }) => id === state.edition);
	const now = at < 0 ? last : at;
	const edition = editions[now];
	slider.value = `${now}`;
	open.hidden = now === last;
	open.href = edition.address;
	counts.textContent = edition.status;
	slider.ariaValueText = name.value = edition.name;
	tabs.forEach((tab, n) => (tab.ariaCurrent = n === last - now ? "page" : null));
	if (now === shown) return;
	shown = now;
	document.body.classList.toggle("past", now < last);
	for (const item of items.values()) place(item, now);
	for (const count of all(".zoom .n")) {
		const here = [...items.values()].filter((item) => item.there && count.closest("." + item.hue));
		count.textContent = `${here.length}`;
	}
});
slider.oninput = () => set({ edition: +slider.value < last ? editions[+slider.value].id : "" });
})();
