// A slider through the editions: blips move to where they were; the list says their ring then.
(() => {
const slider = document.querySelector(".time input");
if (!window.Radar || !slider) return;
const { svg, items, data, all, set, on } = Radar;
const { editions, was, rings, gone } = data;
const last = editions.length - 1;
const tabs = all(".top .editions a");
const [name, open] = all(".time output, .time a");
const byEntry = (selector) => new Map(all(selector, svg).map((part) => [part.dataset.entry, part]));
const [blips, labels] = [byEntry(".blip"), byEntry("text.label")];
const copyFor = (id, map) => {
	const copy = map.values().next().value?.cloneNode(true);
	if (!copy) return null;
	copy.dataset.entry = id;
	copy.removeAttribute("id");
	map.set(id, copy);
	return copy;
};
const make = (tag, attributes, text = "") => {
	const made = document.createElementNS(svg.namespaceURI, tag);
	for (const name in attributes) made.setAttribute(name, attributes[name]);
	made.append(text);
	return made;
};
const write = (label, x, y, anchor, lines) => {
	const step = 1.2 * parseFloat(getComputedStyle(label).fontSize);
	label.replaceChildren(...lines.map((line, n) => make("tspan", { x, y: y + n * step }, line)));
	label.setAttribute("text-anchor", ["start", "middle", "end"][anchor]);
};

// What has left gets a copy of another's blip. In the past every blip is a disc, because
// its shape speaks of the newest edition.
const prepare = () => {
	for (const [id, [title, href]] of Object.entries(gone)) {
		const blip = copyFor(id, blips);
		const link = blip?.querySelector("a");
		if (!link) continue;
		link.setAttribute("href", href);
		link.ariaLabel = title;
		link.querySelector(".number")?.remove();
		svg.querySelector(".blips").append(blip);
		const label = copyFor(id, labels);
		if (label) svg.append(label);
	}
	const links = all(".blip a", svg);
	const r = 0.45 * Math.max(...links.map((link) => link.getBBox().width));
	for (const link of links) link.prepend(make("circle", { r, class: "then solid" }));
};
const place = (id, edition) => {
	const states = was[id].filter(([since]) => since <= edition);
	const [, quadrant, ring, x, y, right, down, anchor] = states.at(-1) || [];
	const [item, blip, label] = [items, blips, labels].map((map) => map.get(id));
	const away = x === undefined;
	const then = rings[ring] || "";
	if (item) {
		item.link.dataset.then = then;
		item.then = edition < last && [" " + editions[edition][1], then];
		item.li.classList.toggle("gone", away);
	}
	blip?.classList.toggle("gone", away);
	label?.classList.toggle("gone", anchor === undefined);
	if (away || !blip) return;
	const link = blip.querySelector("a");
	blip.style.transform = edition < last ? `translate(${x}px, ${y}px)` : "";
	link.dataset.now ??= link.ariaLabel;
	link.ariaLabel = edition < last ? `${item?.name || link.dataset.now}, ${then}` : link.dataset.now;
	for (const part of [blip, label, ...all(".solid, .hollow", blip)]) {
		part?.setAttribute("class", part.getAttribute("class").replace(/ ?\bq\d|$/, ` q${quadrant}`).replace(/( q\d)(.*) q\d/, "$1$2"));
	}
	if (label && anchor + 1) write(label, x + right, y + down, anchor, states.findLast((state) => state.length > 8).slice(8));
};

let shown = last;
on(({ edition }) => {
	const found = editions.findIndex(([id]) => id === edition);
	const now = found < 0 ? last : found;
	slider.value = now;
	name.value = slider.ariaValueText = editions[now][1];
	open.hidden = now === last;
	open.href = editions[now][2];
	tabs.forEach((tab, n) => (tab.ariaCurrent = n === last - now ? "page" : null));
	document.querySelector(".counts").textContent = editions[now][3];
	if (now === shown) return;
	if (!svg.querySelector(".then")) prepare();
	shown = now;
	document.body.classList.toggle("past", now < last);
	for (const id in was) place(id, now);
});
slider.oninput = () => set({ edition: slider.value < last ? editions[slider.value][0] : "" });
})();
