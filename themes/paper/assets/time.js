// A slider through the editions: blips and lines of the list move to where they were.
(() => {
const slider = document.querySelector(".time input");
if (!window.Radar || !slider) return;
const { svg, list, items, data, all, set, settle, on } = Radar;
const { editions, was, kinds, turn } = data;
const last = editions.length - 1;
const tabs = all(".top .editions a");
const [counts, name, open] = all(".counts, .time output, .time a");
const groups = all(".group", list);
const marks = all(".key-row > g", svg);
const drawn = [".blip", "text.label"].map((selector) => new Map(all(selector, svg).map((part) => [part.dataset.entry, part])));

// What has left gets a copy of another's blip and name.
const copyFor = ({ id, link }, map) => {
	const [other] = map.values();
	if (!other || map.has(id)) return;
	const copy = other.cloneNode(true);
	copy.dataset.entry = id;
	copy.removeAttribute("id");
	copy.querySelector(".number")?.remove();
	copy.querySelector("a")?.setAttribute("href", link.getAttribute("href"));
	other.parentNode.closest("g").append(copy);
	map.set(id, copy);
};
// A past blip has the key's mark for how it moved then.
const draw = (link, edition, moved, x, y) => {
	link.querySelector(".then")?.remove();
	const mark = edition < last && marks[moved]?.cloneNode(true);
	if (!mark) return;
	mark.classList.add("then");
	mark.style.transform = `rotate(${turn.includes(moved) * Math.atan2(-x, y)}rad) scale(${editions[edition][4]})`;
	link.prepend(mark);
};
const write = (label, x, y, anchor, lines) => {
	const step = 1.2 * parseFloat(getComputedStyle(label).fontSize);
	label.setAttribute("paint-order", "stroke"); // its plate
	label.setAttribute("text-anchor", ["start", "middle", "end"][anchor]);
	label.replaceChildren(...lines.map((line, n) => {
		const part = document.createElementNS(svg.namespaceURI, "tspan");
		part.setAttribute("x", x);
		part.setAttribute("y", y + n * step);
		part.append(line);
		return part;
	}));
};
const place = (id, edition) => {
	const item = items.get(id);
	if (item.left) for (const map of drawn) copyFor(item, map);
	const states = (was[id] || []).filter(([since]) => since <= edition);
	const [since, quadrant, ring, moved, x, y, right, down, anchor] = states.at(-1) || [];
	const [blip, label] = drawn.map((map) => map.get(id));
	item.there = ring !== undefined;
	if (item.there) {
		all(".ring ul", groups[quadrant])[ring].append(item.li);
		settle(item, ...(kinds[since === edition ? moved : 0] || []));
		[, item.since] = editions[states.findLast((one, n) => one[2] !== states[n - 1]?.[2])[0]];
	}
	blip?.classList.toggle("gone", x === undefined);
	label?.classList.toggle("gone", anchor === undefined);
	if (x === undefined || !blip) return;
	const link = blip.querySelector("a");
	blip.style.transform = edition < last ? `translate(${x}px, ${y}px)` : "";
	draw(link, edition, since === edition ? moved : 0, x, y);
	link.ariaLabel = [item.name, item.said.ring, item.said.movement].filter(Boolean).join(", ");
	for (const part of [blip, label]) part?.setAttribute("class", part.classList.value.replace(/q\d/, "q" + quadrant));
	if (label && anchor + 1) write(label, x + right, y + down, anchor, states.findLast((state) => state.length > 9).slice(9));
};

let shown = last;
on(({ edition }) => {
	const found = editions.findIndex(([id]) => id === edition);
	const now = found < 0 ? last : found;
	slider.value = now;
	open.hidden = now === last;
	[, name.value, open.href, counts.textContent] = editions[now];
	slider.ariaValueText = name.value;
	tabs.forEach((tab, n) => (tab.ariaCurrent = n === last - now ? "page" : null));
	if (now === shown) return;
	shown = now;
	document.body.classList.toggle("past", now < last);
	for (const id of items.keys()) place(id, now);
});
slider.oninput = () => set({ edition: slider.value < last ? editions[slider.value][0] : "" });
})();
