// A slider through the editions: blips move to where they were; the list says their ring then.
(() => {
const slider = document.querySelector(".time input");
if (!window.Radar || !slider) return;
const { svg, items, data, all, set, on } = Radar;
const { editions, was, rings, gone, turn } = data;
const last = editions.length - 1;
const tabs = all(".top .editions a");
const [name, open] = all(".time output, .time a");
const counts = document.querySelector(".counts");
const marks = all(".key-row > g", svg);
const byEntry = (selector) => new Map(all(selector, svg).map((part) => [part.dataset.entry, part]));
const [blips, labels] = [byEntry(".blip"), byEntry("text.label")];

// What has left gets a copy of another's blip and name.
const copyFor = (id, map) => {
	const [other] = map.values();
	if (!other) return;
	const copy = other.cloneNode(true);
	copy.dataset.entry = id;
	copy.removeAttribute("id");
	other.parentNode.closest("g").append(copy);
	map.set(id, copy);
	return copy.querySelector("a");
};
const prepare = (id, title, href) => {
	copyFor(id, labels);
	const link = copyFor(id, blips);
	if (!link) return;
	link.setAttribute("href", href);
	link.ariaLabel = title;
	link.querySelector(".number")?.remove();
};
// In the past a blip has the mark that the key has for how it moved then.
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
	if (gone[id] && !blips.has(id)) prepare(id, ...gone[id]);
	const states = was[id].filter(([since]) => since <= edition);
	const [since, quadrant, ring, moved, x, y, right, down, anchor] = states.at(-1) || [];
	const [item, blip, label] = [items, blips, labels].map((map) => map.get(id));
	const past = edition < last;
	const away = x === undefined;
	const then = rings[ring] || "";
	if (item) {
		item.link.dataset.then = then;
		item.then = past && [editions[edition][1], then];
		item.li.classList.toggle("gone", away);
	}
	blip?.classList.toggle("gone", away);
	label?.classList.toggle("gone", anchor === undefined);
	if (away || !blip) return;
	const link = blip.querySelector("a");
	blip.style.transform = past ? `translate(${x}px, ${y}px)` : "";
	draw(link, edition, since === edition ? moved : 0, x, y);
	link.dataset.now ??= link.ariaLabel;
	link.ariaLabel = past ? `${item?.name || link.dataset.now}, ${then}` : link.dataset.now;
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
	for (const id in was) place(id, now);
});
slider.oninput = () => set({ edition: slider.value < last ? editions[slider.value][0] : "" });
})();
