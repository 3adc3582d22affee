// The radar and its list as two views of one thing: lighting, keys, zoom, state in the address.
// The other scripts build on `Radar`.
(() => {
const svg = document.querySelector("svg.radar");
const list = document.getElementById("list");
if (!svg || !list) return;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(document.getElementById("radar-data")?.textContent || "{}");

// Entries, from the list: where its line is, an entry stands.
const settle = (item, movement = "unchanged", moved = "") => {
	const [group, ring] = [".group", ".ring"].map((part) => item.li.closest(part));
	Object.assign(item, { movement, hue: group.classList[1], ...group.dataset, ...ring.dataset });
	Object.assign(item.said, { quadrant: group.querySelector("h2").textContent, ring: ring.querySelector("h3").textContent, movement: moved });
};
const items = new Map();
for (const li of all("li[data-entry]", list)) {
	const id = li.dataset.entry;
	const link = li.firstChild;
	const moved = li.querySelector(".moved");
	const item = {
		id, li, link, tag: [], also: [], said: {},
		left: li.hidden, there: !li.hidden,
		name: link.lastChild.data.trim(),
		number: link.children[0]?.textContent || "",
		summary: li.querySelector("p")?.textContent || "",
		...data.entries?.[id],
	};
	items.set(id, item);
	settle(item, moved?.classList[1], moved?.textContent);
}

// State, kept in the fragment of the address.
const listeners = [];
let state;
const read = () => {
	const given = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
	state = {};
	for (const key of ["q", "view", "zoom", "edition"]) state[key] = given.get(key) || "";
	for (const key of ["quadrant", "ring", "movement", "tag", "owner"]) state[key] = given.getAll(key);
	listeners.forEach((tell) => tell(state));
};
const set = (change) => {
	const pairs = Object.entries({ ...state, ...change }).flatMap(([key, given]) => [given].flat().filter(Boolean).map((value) => [key, value]));
	const kept = new URLSearchParams(pairs);
	try {
		history.replaceState(null, "", `#${kept}`);
	} catch {
		location.hash = kept; // no right to replace it
	}
	read();
};
const clear = () => {
	const { view, edition } = state;
	state = {};
	set({ view, edition });
};

// Lighting: whatever carries the entry's id, in both views.
const [caption] = all(".caption");
let lit = "";
const light = (id, view) => {
	if (id === lit) return;
	lit = id;
	for (const one of all(`.lit, [data-entry="${id}"]`)) one.classList.toggle("lit", one.dataset.entry === id);
	const item = items.get(id);
	svg.classList.toggle("lighting", !!id);
	caption.hidden = !item || view !== svg;
	if (caption.hidden) return;
	caption.replaceChildren(item.link.cloneNode(true), " " + Object.values(item.said).slice(0, 3).filter(Boolean).join(" · "));
	if (item.li.getBoundingClientRect().left > svg.getBoundingClientRect().right) item.li.scrollIntoView({ block: "nearest" });
};
const entryAt = ({ target }) => target.closest("[data-entry]")?.dataset.entry || "";
for (const view of [svg, list]) {
	for (const type of ["mouseover", "focusin"]) view.addEventListener(type, (event) => light(entryAt(event), view));
	for (const type of ["mouseleave", "focusout"]) view.addEventListener(type, () => light(""));
}
// A first tap says what a blip is, a second opens it; elsewhere it zooms.
let before;
svg.addEventListener("pointerdown", (event) => {
	before = event.pointerType === "touch" ? lit : entryAt(event);
});
svg.addEventListener("click", (event) => {
	const id = entryAt(event);
	const part = event.target.closest("[data-quadrant]")?.dataset.quadrant;
	if (id && event.detail && before !== id) {
		event.preventDefault();
		light(id, svg);
	} else if (!id && part) set({ zoom: state.zoom === part ? "" : part });
});

// Zoom: the view box moves.
const zooms = all("[data-zoom]");
const quadrants = zooms.map((button) => button.dataset.zoom);
const viewBox = () => svg.getAttribute("viewBox").split(" ").map(Number);
const whole = viewBox();
const edge = +svg.querySelector(".spokes").getAttribute("stroke-width");
const boxOf = ({ dataset, className }) => {
	const boxes = all(`[data-quadrant="${dataset.zoom}"], text.${className}`, svg).map((part) => DOMRect.fromRect(part.getBBox()));
	const most = (side, sign) => sign * (edge + Math.max(...boxes.map((box) => sign * box[side])));
	const [left, top] = [most("x", -1), most("y", -1)];
	return [left, top, most("right", 1) - left, most("bottom", 1) - top];
};
// The name of a ring belongs to the quadrants beside it.
const beside = (text) => {
	const { x, y, width, height } = text.getBBox();
	const holds = (right, down) => all(".sector:not(.off)", svg).some((sector) => sector.isPointInFill({ x: x + width / 2 + right, y: y + height / 2 + down }));
	return holds(edge, 0) || holds(-edge, 0) || holds(0, edge) || holds(0, -edge);
};
let frame;
const moveTo = (goal) => {
	const start = viewBox();
	cancelAnimationFrame(frame);
	svg.style.aspectRatio = goal[2] / goal[3];
	if (`${start}` === `${goal}`) return;
	let began;
	const length = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1 : 320;
	const step = (now) => {
		began ??= now;
		const t = Math.min(1, (now - began) / length);
		const share = t * t * (3 - 2 * t);
		svg.setAttribute("viewBox", goal.map((end, n) => start[n] + (end - start[n]) * share).join(" "));
		if (t < 1) frame = requestAnimationFrame(step);
	};
	frame = requestAnimationFrame(step);
};
for (const button of zooms) button.onclick = () => set({ zoom: button.dataset.zoom });
listeners.push(({ zoom }) => {
	const at = Math.max(0, quadrants.indexOf(zoom));
	svg.classList.toggle("zoomed", at);
	for (const part of all("[data-entry], .sector, .gap, .arc, .heading", svg)) part.classList.toggle("off", at && !part.matches("." + zooms[at].className));
	for (const text of all(".ring-names text", svg)) text.classList.toggle("off", at && !beside(text));
	moveTo(at ? boxOf(zooms[at]) : whole);
	for (const button of zooms) button.ariaPressed = button === zooms[at];
});

// Keys. Arrows go along those that are shown.
const actions = { Escape: () => (light(""), clear()) };
const MOVES = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -1e9, End: 1e9 };
const step = ({ key, target }) => {
	const view = MOVES[key] && target.closest(".blips, .found, .table, #list");
	if (!view) return;
	const shown = all("[data-entry] a", view).filter((link) => !link.closest("[hidden], .away, .gone"));
	const next = shown.indexOf(target.closest("a")) + MOVES[key];
	shown[Math.min(shown.length - 1, Math.max(0, next))]?.focus();
	return true;
};
addEventListener("keydown", (event) => {
	const { key, target } = event;
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || all("dialog[open]")[0]) return;
	if (target.matches("input:not([type=checkbox])") && key !== "Escape") return;
	if (/^\d$/.test(key) && key in quadrants) set({ zoom: quadrants[key] });
	else if (actions[key]) actions[key]();
	else if (!step(event)) return;
	event.preventDefault();
});

all(".bar")[0].hidden = false;
window.Radar = { svg, list, items, data, all, set, settle, clear, actions, on: (tell) => listeners.push(tell) };
addEventListener("hashchange", read);
addEventListener("DOMContentLoaded", read);
})();
